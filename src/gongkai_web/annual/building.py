"""The report of a year as it stands: counted from the records, with what a person changed, its text filled in, and checked.

Before sign-off it is made anew each time it is asked for; from submission on it is what was frozen, to the byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from gongkai import checks
from gongkai.report import (
    FORM_2021,
    AnnualReport,
    Cell,
    CellState,
    Finding,
    Section,
    Severity,
    cell_name,
    dumps,
    empty_tables,
    loads,
)
from gongkai.report.build import build
from gongkai.report.narrative import statements
from gongkai.report.wording import title_of
from gongkai_web.annual import work
from gongkai_web.annual.collecting import Collected, collect, organ_of
from gongkai_web.annual.figures_in_text import Rendered, Value, render
from gongkai_web.annual.models import Change, Earlier, Report
from gongkai_web.annual.private import PRIVATE, private_numbers
from gongkai_web.annual.standing import reports_of, standing_of
from gongkai_web.annual.wording import usual_sentences
from gongkai_web.organs.models import Organ
from gongkai_web.reports.sheets import figure
from gongkai_web.reports.typed import typed_number

TEXTS = {1: "overall", 5: "problems", 6: "other"}
"""The sections an office writes, and where the report keeps each."""

MONEY = frozenset({"proactive.charges"})
_MARKED = ("【请填写", "【未填")


@dataclass(slots=True)
class Built:
    """`report` has its findings. `computed`: what the records give, by cell; of a frozen report, what they gave.
    `blockers`: why it cannot be signed, each with where to mend it (an address name, "" for this page)."""

    row: Report
    report: AnnualReport
    computed: dict[str, Cell] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    collected: Collected | None = None
    previous: AnnualReport | None = None
    texts: dict[str, Rendered] = field(default_factory=dict)
    blockers: list[tuple[str, str]] = field(default_factory=list)
    is_frozen: bool = False

    @property
    def differing(self) -> list[str]:
        """Cells in which a person's number is not that of the records any more, or never was."""
        return [path for path in self.changes if self.computed.get(path) != self.report.cell(path)]


def built(row: Report, now: datetime) -> Built:
    if standing_of(row).is_frozen:
        return _frozen(row)
    collected = collect(row.organ, row.year, now)
    computed = computed_tables(collected)
    changes = {one.path: one for one in row.changes.filter(undone_at=None).select_related("by")}
    tables = computed | {path: _typed(path, one.value) for path, one in changes.items()}
    texts = _texts(row, tables, values_of(collected))
    report = _assembled(row, collected, tables, texts)
    previous = predecessor(row.organ, row.year)
    report = checks.checked(report, previous, usual=usual_sentences(row.organ, row.year))
    own = [*_on_changes(computed, changes), *_on_texts(texts), *private_numbers(report, row.organ)]
    report = report.with_findings([*own, *report.findings])
    made = Built(row, report, computed, changes, collected, previous, texts)
    made.blockers = list(_blockers(made))
    return made


def from_records(organ: Organ, year: int, texts: Mapping[str, str], signed_on: date, now: datetime) -> AnnualReport:
    """What the report of a year would be, without keeping one; with its findings. Predecessors are not looked at."""
    row = Report(organ=organ, year=year, signed_on=signed_on, **texts)
    collected = collect(organ, year, now)
    tables = computed_tables(collected)
    return checks.checked(_assembled(row, collected, tables, _texts(row, tables, values_of(collected))))


def _frozen(row: Report) -> Built:
    report, previous = loads(row.frozen), predecessor(row.organ, row.year)
    changes = {one.path: one for one in row.changes.filter(undone_at=None).select_related("by")}
    computed = dict(report.tables)
    computed |= {path: _typed(path, one.computed) if one.computed else Cell.blank() for path, one in changes.items()}
    report = checks.checked(report, previous, usual=usual_sentences(row.organ, row.year))
    own = [*_on_changes(computed, changes), *private_numbers(report, row.organ)]
    report = report.with_findings([*own, *report.findings])
    return Built(row, report, computed, changes, previous=previous, is_frozen=True)


def computed_tables(collected: Collected) -> dict[str, Cell]:
    """Every cell as the records give it; blank where nobody has said anything, and everywhere while a record is wrong."""
    if collected.facts is None:
        return empty_tables(FORM_2021)
    tables = dict(build(collected.facts).tables)
    return tables | {path: Cell.blank() for path in collected.blank}


def _typed(path: str, text: str) -> Cell:
    number = typed_number(text, money=path in MONEY)
    return Cell.blank() if number is None else Cell.number(number)


def values_of(collected: Collected) -> dict[str, Value]:
    """What the text may name besides the tables. A number that is not known is None."""
    said = collected.data
    channels: Counter[str] = Counter()
    for one in said["publications"]:
        channels[one["channel"]] += one["count"]
    media = sum(channels[name] for name in ("new_media", "wechat", "weibo", "app"))
    portal = channels["本平台"]
    return {
        "年度": str(said["year"]),
        "机关": said["organ"]["name"],
        "公开总数": channels.total(),
        "本平台公开": portal,
        "新媒体公开": media,
        "其他渠道公开": channels.total() - portal - media,
        "来信": said["letters"]["received"],
        "来信答复": said["letters"]["answered"],
        "信息处理费": _yuan(Decimal(said["information_fee_yuan"])),
        **work.figures(work.of_year(collected.organ, collected.year)),
    }


def _yuan(amount: Decimal) -> str:
    return f"{amount:f}" if amount != amount.to_integral_value() else f"{amount.to_integral_value():f}"


def _texts(row: Report, tables: Mapping[str, Cell], values: Mapping[str, Value]) -> dict[str, Rendered]:
    return {name: render(getattr(row, name), tables, values) for name in ("opening", *TEXTS.values())}


def _assembled(
    row: Report, collected: Collected, tables: dict[str, Cell], texts: Mapping[str, Rendered]
) -> AnnualReport:
    name = str(organ_of(row.organ, row.year)["name"])
    sections = [
        Section(number, title, texts[TEXTS[number]].text if number in TEXTS else "")
        for number, title in enumerate(FORM_2021.sections, 1)
    ]
    opening = texts["opening"].text
    if row.correction_note:
        opening = f"更正说明：{row.correction_note}\n{opening}"
    return AnnualReport(
        agency=name,
        year=row.year,
        format=FORM_2021.code,
        title=title_of(name, row.year),
        opening=opening,
        sections=sections,
        signature=name,
        signed_on=row.signed_on,
        tables={path: tables[path] for path in FORM_2021.paths},
        narrative=statements(opening, sections, year=row.year),
    )


def predecessor(organ: Organ, year: int) -> AnnualReport | None:
    """Last year's report: ours, as far as it was signed, else the one that was read from a file and confirmed."""
    signed = next((row for row in reports_of(organ, year - 1) if standing_of(row).is_frozen), None)
    if signed is not None:
        return loads(signed.frozen)
    earlier = Earlier.objects.filter(organ=organ, year=year - 1).exclude(confirmed_at=None).first()
    return loads(earlier.content) if earlier else None


def _on_changes(computed: Mapping[str, Cell], changes: Mapping[str, Change]) -> Iterable[Finding]:
    for path, change in changes.items():
        now = computed.get(path, Cell.blank())
        typed = _typed(path, change.value)
        said = figure(now.value) if now.value is not None else "没有数"
        if typed.value == now.value and change.origin:
            continue
        if typed.value == now.value:
            text = f"{cell_name(path)}手工填的 {change.value} 与按记录算出的一样，可以撤销手工填写"
            yield Finding("ANNUAL-CHANGED", Severity.INFO, text, (path,), now.value, typed.value)
            continue
        if change.origin:
            text = f"{cell_name(path)}用的是汇总数 {change.value}，本机关自己的记录算是 {said}。{change.reason}"
            yield Finding("ANNUAL-TAKEN", Severity.INFO, text, (path,), now.value, typed.value)
            continue
        text = f"{cell_name(path)}按记录算是 {said}，{change.by.full_name}改为 {change.value}，原因：{change.reason}"
        yield Finding("ANNUAL-CHANGED", Severity.WARNING, text, (path,), now.value, typed.value)


def _on_texts(texts: Mapping[str, Rendered]) -> Iterable[Finding]:
    sections = {name: str(number) for number, name in TEXTS.items()}
    for key, one in texts.items():
        for name in one.unknown:
            said = f"文字里的 {{{name}}} 不是可以用的数"
            yield Finding("ANNUAL-FIELD", Severity.ERROR, said, quote=f"{{{name}}}", section=sections.get(key))


def _blockers(made: Built) -> Iterable[tuple[str, str]]:
    found = made.collected
    if found is not None:
        for trouble in found.troubles:
            yield f"{trouble.where}：{trouble.text}", trouble.url
    empty = [path for path, cell in made.report.tables.items() if cell.state is not CellState.NUMBER]
    if empty and not (found and found.troubles):
        listed = "、".join(cell_name(path) for path in empty[:6]) + (f"等 {len(empty)} 格" if len(empty) > 6 else "")
        yield f"没有填：{listed}。没有的要写明 0", "annual_ledgers"
    for key, text in made.texts.items():
        if text.unknown or any(mark in text.text for mark in _MARKED):
            yield f"{_NAMES[key]}里还有没有填写的地方", "annual_text"
    if not made.row.signed_on:
        yield "没有填成文日期", "annual_text"


_NAMES = {"opening": "引言", "overall": "第一部分", "problems": "第五部分", "other": "第六部分"}


def errors_of(made: Built) -> list[Finding]:
    return [one for one in made.report.findings if one.severity is Severity.ERROR]


def private_of(made: Built) -> list[Finding]:
    return [one for one in made.report.findings if one.rule == PRIVATE]


def frozen_text(made: Built) -> str:
    """What is signed: the report without its findings, which are computed again whenever it is shown."""
    return dumps(replace(made.report, findings=[]))
