"""Adding up: every cell of the form over all parts, joint matters once, with what is blank, unread or missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Inexact, localcontext
from functools import cached_property

from gongkai.errors import GongkaiError
from gongkai.report.cells import Cell, Certainty, Number
from gongkai.report.forms import FORMS, form_for_year
from gongkai.report.model import AnnualReport
from gongkai.report.rollup.joint import Joint, in_one_row
from gongkai.report.rollup.parts import Options, Part, Share
from gongkai.report.rollup.shares import added, cells_in, in_one_unit, likeness, paths_of, share_of

_EXACT = Context(prec=200, traps=[Inexact])
"""No amount is ever rounded."""


@dataclass(frozen=True, slots=True)
class SummedCell:
    """A cell of the sum: `value` is what all `shares` add up to, less what is `subtracted` as counted more than once.

    None where no part has a number: the sum of blanks is a blank.
    """

    path: str
    value: Number | None
    shares: tuple[Share, ...]
    subtracted: tuple[tuple[Joint, Number], ...] = ()
    unit: str | None = None

    @property
    def blanks(self) -> list[Share]:
        return [share for share in self.shares if share.blank]

    @property
    def unread(self) -> list[Share]:
        return [share for share in self.shares if share.unread]

    @property
    def left_out(self) -> list[Share]:
        return [share for share in self.shares if share.left_out]

    @property
    def uncertain(self) -> bool:
        return any(share.uncertain or share.unread for share in self.shares)

    @property
    def marked(self) -> bool:
        """Whether more stands behind the number than numbers: a blank, an unread or a doubtful cell, or a part left out."""
        return any(share.value is None or share.blank or share.unread or share.uncertain for share in self.shares)

    def cell(self) -> Cell:
        """As it stands in the summed report."""
        if self.value is None:
            return Cell.missing() if self.shares and all(share.unread for share in self.shares) else Cell.blank()
        cell = Cell.number(self.value, unit=self.unit)
        return cell.marked(Certainty.UNCERTAIN) if self.uncertain else cell


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one joint record: what was subtracted from each of its cells, and the organs that do not count it there."""

    joint: Joint
    subtracted: Number
    without: tuple[Part, ...] = ()

    @property
    def whole(self) -> bool:
        return bool(self.subtracted) and not self.without


@dataclass(frozen=True)
class RollUp:
    """The sum. `parts` in the order given; those in `missing` have no report that counts, with why."""

    agency: str
    year: int
    form: str
    parts: tuple[Part, ...]
    missing: tuple[Part, ...]
    cells: dict[str, SummedCell] = field(repr=False)
    taken: tuple[Taken, ...] = ()
    one_row: bool = False

    @cached_property
    def counted(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.report is not None)

    @cached_property
    def notable(self) -> tuple[tuple[str, Share], ...]:
        """Every share that is not a plain number, with its cell: blank, unread, doubtful or left out."""
        return tuple(
            (path, share)
            for path, cell in self.cells.items()
            for share in cell.shares
            if share.value is None or share.blank or share.unread or share.uncertain
        )

    @cached_property
    def report(self) -> AnnualReport:
        """The sum as a report of tables only, to be checked, written and compared like any other."""
        tables = {path: cell.cell() for path, cell in self.cells.items()}
        if self.one_row:
            tables = {path: tables.get(path, Cell.missing()) for path in (*FORMS[self.form].paths, *tables)}
        title = f"{self.agency}{self.year}年政府信息公开工作年度报告"
        return AnnualReport(agency=self.agency, year=self.year, format=self.form, title=title, tables=tables)


def roll_up(agency: str, year: int, parts: Sequence[Part], options: Options | None = None) -> RollUp:
    """The sum of these parts' reports of `year` as the report of `agency`.

    A report of another year, or without tables, is not added: its organ is missing and told why. Raises GongkaiError where a
    code comes twice, and where a joint record names a cell or an organ that is not there.
    """
    options = options or Options(form=(form_for_year(year) or FORMS["2021"]).code)
    _require_once(parts)
    usable = tuple(_usable(part, year) for part in parts)
    reporting = [(part, part.report) for part in usable if part.report is not None]
    paths, one_row = paths_of(options.form, [report for _, report in reporting])
    with localcontext(_EXACT):
        cells = {cell.path: cell for cell in _summed(paths, reporting, options)}
        taken = _take_all(options.joint, cells, usable, one_row=one_row)
    missing = tuple(part for part in usable if part.report is None)
    return RollUp(agency, year, options.form, usable, missing, cells, taken, one_row)


def _require_once(parts: Sequence[Part]) -> None:
    seen: set[str] = set()
    for part in parts:
        if part.code in seen:
            what = f"“{part.name}”在汇总里出现两次"
            raise GongkaiError(what, "同一个机关只能计入一次，请只留一份", part.code, "ROLLUP_TWICE")
        seen.add(part.code)


def _usable(part: Part, year: int) -> Part:
    """The part, or the same without its report where that cannot count."""
    if part.report is None:
        return part
    if part.report.form is None or not part.report.tables:
        return replace(part, report=None, missing="报告里没有可以汇总的表格")
    if part.report.year is not None and part.report.year != year:
        return replace(part, report=None, missing=f"所报的是 {part.report.year} 年度的报告")
    return part


def _summed(
    paths: Iterable[str], reporting: Sequence[tuple[Part, AnnualReport]], options: Options
) -> Iterator[SummedCell]:
    money = FORMS[options.form].money
    keyed = [(part, likeness(report)) for part, report in reporting]
    kinds = {likeness(report): report for _, report in reporting}
    for path in paths:
        only_own = any(path == row or path.startswith(f"{row}.") for row in options.only_own)
        cells = {key: cells_in(report, path) for key, report in kinds.items()}
        shares = [share_of(part, cells[key], only_own=only_own) for part, key in keyed]
        unit = None
        if path in money:
            shares, unit = in_one_unit(path, shares)
        value = added([share.value for share in shares if share.value is not None])
        yield SummedCell(path, value, tuple(shares), unit=unit)


Used = dict[tuple[str, str], Number]
"""How much of an organ's share in a cell joint records already speak of."""


def _take_all(
    joints: Sequence[Joint], cells: dict[str, SummedCell], parts: Sequence[Part], *, one_row: bool
) -> tuple[Taken, ...]:
    used: Used = {}
    named = {part.code: part for part in parts}
    return tuple(_take(joint, cells, named, used, one_row=one_row) for joint in joints)


def _take(joint: Joint, cells: dict[str, SummedCell], parts: dict[str, Part], used: Used, *, one_row: bool) -> Taken:
    """Subtract a joint matter from all of its cells alike, as often as it is counted there beyond once; or from none."""
    paths = tuple(dict.fromkeys(in_one_row(path) if one_row else path for path in joint.cells))
    _require_known(joint, paths, cells, parts)
    counting = [code for code in joint.organs if all(_room(cells[path], code, used) >= joint.count for path in paths)]
    subtracted = joint.count * (len(counting) - 1) if len(counting) > 1 else 0
    for path in paths if subtracted else ():
        for code in counting:
            used[path, code] = used.get((path, code), 0) + joint.count
        cells[path] = _less(cells[path], joint, subtracted)
    return Taken(joint, subtracted, tuple(parts[code] for code in joint.organs if code not in counting))


def _require_known(joint: Joint, paths: Iterable[str], cells: dict[str, SummedCell], parts: dict[str, Part]) -> None:
    strange = [path for path in paths if path not in cells]
    if strange:
        raise GongkaiError("合并计数写了表中没有的格子", "请检查格子的名称", "、".join(strange), "ROLLUP_JOINT")
    unknown = [code for code in joint.organs if code not in parts]
    if unknown:
        raise GongkaiError("合并计数写了汇总里没有的机关", "请检查机关代码", "、".join(unknown), "ROLLUP_JOINT")


def _room(cell: SummedCell, code: str, used: Used) -> Number:
    """How much of an organ's share no earlier joint record speaks of."""
    own = next((share.value or 0 for share in cell.shares if share.part.code == code), 0)
    return own - used.get((cell.path, code), 0)


def _less(cell: SummedCell, joint: Joint, subtracted: Number) -> SummedCell:
    value = None if cell.value is None else cell.value - subtracted
    return replace(cell, value=value, subtracted=(*cell.subtracted, (joint, subtracted)))
