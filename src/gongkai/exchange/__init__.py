"""Reports on their way between offices: a workbook to fill in, and a whole county's reports as one zip.

Both are read back exactly: a blank stays blank, 0 stays 0, money keeps its decimals. The formats are described field by field in
docs/reference/exchange.md.
"""

from gongkai.errors import MissingExtraError

try:
    import xlsxwriter as _xlsxwriter  # noqa: F401 — the workbook stands in every package
except ImportError as error:
    raise MissingExtraError.of("exchanging reports", "xlsx") from error

from gongkai.exchange.comparing import Difference, content_digest, differences
from gongkai.exchange.manifest import Organ, PackageError
from gongkai.exchange.package_reading import PACKAGE_LIMITS, Package, Refused, Taken, opened
from gongkai.exchange.packing import Attachment, Entry, package
from gongkai.exchange.taking import Compared, Standing, compared, into_folder
from gongkai.exchange.verifying import workbook_differs
from gongkai.exchange.workbook_reading import is_workbook, read_workbook
from gongkai.exchange.workbook_writing import blank_report, workbook

__all__ = [
    "PACKAGE_LIMITS",
    "Attachment",
    "Compared",
    "Difference",
    "Entry",
    "Organ",
    "Package",
    "PackageError",
    "Refused",
    "Standing",
    "Taken",
    "blank_report",
    "compared",
    "content_digest",
    "differences",
    "into_folder",
    "is_workbook",
    "opened",
    "package",
    "read_workbook",
    "workbook",
    "workbook_differs",
]
