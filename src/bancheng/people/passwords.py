"""密码规则: at least ten characters, not one's own name, not a common word, not digits only.

Most of these are Django's validators and stand in the settings. That the user name is part of the
password is asked here: Django's likeness lets a name pass that was merely written twice.
"""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bancheng.people.errors import PeopleError
from bancheng.people.user import User

LONGEST = 200
"""Characters; what is longer only makes the server work."""


# Django's own sentences are not all translated, and these say what to do
SAID = {
    "password_too_short": "密码太短，至少要 {min_length} 个字符。",
    "password_too_similar": "密码和{verbose_name}太像，容易猜到，请换一个。",
    "password_too_common": "这个密码太常见，容易猜到，请换一个。",
    "password_entirely_numeric": "密码不能全是数字，请加上字母或汉字。",
}


def check_password_rules(password: str, user: User) -> None:
    """``PeopleError`` says in Chinese everything that is wrong with a new password."""
    if len(password) > LONGEST:
        raise PeopleError(f"密码太长，最多 {LONGEST} 个字符。", "password")
    if user.username and user.username in password.lower():
        raise PeopleError("密码里含有登录名，太容易猜到，请换一个。", "password")
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise PeopleError("".join(map(_said, wrong.error_list)), "password") from wrong


def _said(wrong: ValidationError) -> str:
    known = SAID.get(str(wrong.code))
    return known.format(**(wrong.params or {})) if known else "".join(wrong.messages)
