"""The command line: gongkai read | check | convert | build | rollup | deadline | fee | proof | redact | catalogue | letter | …

Each command stands in a module of its own and is loaded only when it is asked for, or to list them all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from gongkai import __version__
from gongkai.cli import usage
from gongkai.cli.options import complain
from gongkai.errors import GongkaiError

_COMMANDS = (
    "read",
    "check",
    "convert",
    "build",
    "rollup",
    "deadline",
    "fee",
    "proof",
    "redact",
    "catalogue",
    "letter",
    "calendar",
    "corpus",
    "exchange",
)
_GROUPS = {"letter": "letter_app", "calendar": "calendar_app", "corpus": "corpus_app", "exchange": "exchange_app"}
"""Commands that have commands of their own."""


def _app(names: Iterable[str]) -> typer.Typer:
    """The program with these of its commands."""
    app = typer.Typer(
        name="gongkai",
        help="政府信息公开工具：读取、检查、编制、汇总年度报告，计算办理期限和信息处理费，检查、遮盖拟公开的文件，读取公开目录，填写依申请公开的文书，成批读取和比较年度报告，交换填报工作簿和全县的年报。",
        callback=_options,
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in names:
        module = import_module(f"gongkai.cli.{name}")
        if name in _GROUPS:
            app.add_typer(getattr(module, _GROUPS[name]), name=name)
        else:
            app.command()(getattr(module, name))
    return app


def _options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False,
) -> None:
    if version:
        typer.echo(f"gongkai {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Entry point. A failure the user can mend is one line on standard error and exit status 2, never a traceback."""
    try:
        first = sys.argv[1:2]
        app = _app([name for name in _COMMANDS if name in first] or _COMMANDS)
        sys.exit(app(prog_name="gongkai", standalone_mode=False))
    except GongkaiError as error:
        complain(error)
    except usage.UsageError as error:
        complain(usage.in_chinese(error))
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(2)
