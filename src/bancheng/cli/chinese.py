"""帮助与用法提示的中文: the command line's own words, where typer speaks English.

Typer keeps its parser to itself, so its errors are told apart by name and asked for what they
carry; an unknown one is shown as it is.
"""

from __future__ import annotations

from typing import Any

import typer.core
from typer import rich_utils
from typer.exceptions import TyperException

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.REQUIRED_LONG_STRING = "[必填]"
rich_utils.DEFAULT_STRING = "[默认：{}]"

_USAGE = (("Usage:", "用法："), ("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]..."))


def _usage(english: str) -> str:
    for word, ours in _USAGE:
        english = english.replace(word, ours)
    return english


class Command(typer.core.TyperCommand):
    """One command, with Chinese words around its own help."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _renamed(super().get_help_option(ctx))


class Group(typer.core.TyperGroup):
    """A group of commands, with Chinese words around its own help."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _renamed(super().get_help_option(ctx))


def _renamed(option: Any) -> Any:
    if option is not None:
        option.help = "显示这段帮助"
    return option


def app(**settings: Any) -> typer.Typer:
    """A group that speaks Chinese; its commands are listed in the order they were added."""
    return typer.Typer(
        cls=Group,
        context_settings={"help_option_names": ["--help", "-h"]},
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        **settings,
    )


def usage_sentence(error: TyperException) -> str:
    """What was wrong with the command line, and where to look."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "bancheng"
    return f"{_what(error)}用法见 {path} --help。"


def _what(error: TyperException) -> str:
    kind, said = type(error).__name__, error.format_message()
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = f"是否想写 {'、'.join(near)}？" if near else ""
        return f"没有 {getattr(error, 'option_name', '')} 这个选项。{hint}"
    if kind == "MissingParameter":
        return f"缺少{_name(error)}。"
    if kind == "BadParameter":
        return f"{_name(error)}的值不对，请按说明填写。"
    if kind == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面缺少值。"
    if said.startswith("No such command"):
        return f"没有 {said.split(chr(39))[1]} 这个命令。"
    if said.startswith("Missing command"):
        return "请写明要用哪个命令。"
    if said.startswith("Got unexpected extra argument"):
        return f"多写了参数：{said.partition('(')[2].rstrip(')')}。"
    return f"{said} "


def _name(error: TyperException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "参数"
    if param.param_type_name == "option":
        return f"选项 {param.opts[0]} "
    return f"参数 {param.metavar or param.name} "
