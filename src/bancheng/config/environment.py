"""环境变量: reads what an administrator may set from outside, in one place.

Every other module gets plain values. A value that cannot be understood raises
`SettingError`, whose text is a Chinese sentence that may be shown as it is.
"""

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})


class SettingError(ImproperlyConfigured):
    """A setting from outside is not usable; `str(error)` is a sentence for the administrator."""


def text(name: str, default: str, env: Mapping[str, str] | None = None) -> str:
    """The variable's value without surrounding blanks, or `default` when unset or empty."""
    return (os.environ if env is None else env).get(name, "").strip() or default


def flag(name: str, env: Mapping[str, str] | None = None) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off or unset. Raises SettingError otherwise."""
    value = text(name, "", env).lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise SettingError(
        f"环境变量 {name} 只能写 1（开）或 0（关），现在写的是“{value}”。请改正后重新启动。"
    )


def words(name: str, default: str, env: Mapping[str, str] | None = None) -> list[str]:
    """A comma-separated list, blanks and empty parts dropped."""
    return [word.strip() for word in text(name, default, env).split(",") if word.strip()]
