"""The command line: gongkai read | check | convert | build | deadline | fee | calendar.

Each command stands in a module of its own and is loaded only when the program runs; `import gongkai` never loads them.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from gongkai import __version__
from gongkai.cli.build import build
from gongkai.cli.calendar import calendar_app
from gongkai.cli.check import check
from gongkai.cli.convert import convert
from gongkai.cli.deadline import deadline
from gongkai.cli.fee import fee
from gongkai.cli.options import complain
from gongkai.cli.read import read
from gongkai.errors import GongkaiError

app = typer.Typer(
    name="gongkai",
    help="政府信息公开工具：读取、检查、编制年度报告，计算办理期限和信息处理费。",
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (read, check, convert, build, deadline, fee):
    app.command()(command)
app.add_typer(calendar_app, name="calendar")


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False,
) -> None:
    if version:
        typer.echo(f"gongkai {__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point. A failure the user can mend is one line on standard error and exit status 2, never a traceback."""
    try:
        app()
    except GongkaiError as error:
        complain(error)
        sys.exit(2)
