"""Whether the files of an organ in a package say the same: the workbook that people read, and the data that is taken."""

from __future__ import annotations

from gongkai.errors import GongkaiError
from gongkai.exchange.comparing import Difference, differences
from gongkai.exchange.manifest import Kind
from gongkai.exchange.package_reading import Package, Taken
from gongkai.exchange.workbook_reading import read_workbook
from gongkai.report import CellState


def workbook_differs(package: Package, taken: Taken) -> tuple[Difference, ...]:
    """Where the workbook states another number than the data. Raises GongkaiError where it cannot be read."""
    file = next((file for file in taken.organ.files if file.kind is Kind.WORKBOOK), None)
    if file is None:
        return ()
    try:
        shown = read_workbook(package.content(file), file.path)
    except GongkaiError as error:
        error.where = file.path
        raise
    unread = {path for path in taken.report.paths() if taken.report.cell(path).state is CellState.UNREADABLE}
    return tuple(found for found in differences(taken.report, shown) if found.path and found.path not in unread)
