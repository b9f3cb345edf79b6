"""A command written wrongly: what typer says in English, said as its users read it."""

from __future__ import annotations

from typing import Any

import typer

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Older versions of typer take it from click, newer ones carry their own; it is the parent of BadParameter in both."""


def in_chinese(error: Any) -> str:
    """One line: what is wrong with the command, and where its options are explained."""
    command = error.ctx.command_path if error.ctx else "gongkai"
    return f"{_what(error)}。用法见：{command} --help"


def _what(error: Any) -> str:
    kind, message = type(error).__name__, str(error.message)
    if kind == "NoSuchOption":
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if kind == "MissingParameter":
        return f"缺少 {_name(error)}"
    if kind == "BadParameter":
        return f"{_name(error)} 的值不对，{_wanted(message)}"
    if message.startswith("No such command"):
        return f"没有 {message.split(chr(39))[1]} 这个命令"
    if "unexpected extra argument" in message:
        return f"多写了 {message.rpartition('(')[2].rstrip(').')}"
    return message.rstrip(".")


def _wanted(message: str) -> str:
    kinds = {"integer": "应为整数", "number": "应为数", "float": "应为数"}
    if "not one of" in message:
        return f"只能是{message.partition('not one of')[2].replace(chr(39), '').replace(', ', '、').rstrip('.')}"
    return next((chinese for english, chinese in kinds.items() if english in message), message.rstrip("."))


def _name(error: Any) -> str:
    parameter = error.param
    return str(parameter.metavar or parameter.opts[0]) if parameter else "选项"
