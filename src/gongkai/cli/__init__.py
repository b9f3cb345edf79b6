"""The command line: gongkai read | check | convert | build | deadline | fee.

Each command stands in a module of its own and is loaded only when the program runs; `import gongkai` never loads them.
"""

from __future__ import annotations

import sys

import typer

from gongkai.cli.deadline import deadline
from gongkai.cli.fee import fee
from gongkai.errors import GongkaiError

app = typer.Typer(
    name="gongkai",
    help="政府信息公开工具：读取、检查、编制年度报告，计算办理期限和信息处理费。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("deadline")(deadline)
app.command("fee")(fee)


def main() -> None:
    """Entry point. A failure the user can mend is one line on standard error and exit status 2, never a traceback."""
    try:
        app()
    except GongkaiError as error:
        print(f"gongkai: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
