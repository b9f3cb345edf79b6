"""Plain tables and notes on a terminal; rich is loaded only when something is printed for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

BEIJING = timezone(timedelta(hours=8))


def console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False)


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Table:
    """A table with its title above, on the left; `right` are the columns of numbers."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, head in enumerate(heads):
        made.add_column(head, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*row)
    return made


def today_in_china() -> date:
    """The law's days are Beijing's, wherever the machine stands."""
    return datetime.now(tz=BEIJING).date()


def day_option(text: str, option: str) -> date:
    """A day given on the command line as 2026-01-20. Raises GongkaiError naming the option."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise GongkaiError(f"“{text}”不是日期", "日期写作 2026-01-20", option, "BAD_DATE")
    return day
