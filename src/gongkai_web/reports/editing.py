"""编制年报: what a person typed into the form and the text becomes a report again, and nothing typed is ever lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.report import AnnualReport, Cell, Section
from gongkai.writing.layout import chinese_date, printable
from gongkai_web.reports import offers, state
from gongkai_web.reports.corrections import without_answered
from gongkai_web.reports.sentences import insert
from gongkai_web.reports.typed import is_slip, normal, shown, typed_cell

CELL_FIELD, SECTION_FIELD = "cell:", "section:"
LONGEST_CELL = 60
_DAY = re.compile(r"(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})日?")


@dataclass(frozen=True)
class Edit:
    """A report being written. `undo` holds what cells showed before the last act of the program, by path;
    `typed_day` a signing day that could not be understood; `revision` is that of the draft it was opened from."""

    report: AnnualReport
    previous: AnnualReport | None = None
    undo: Mapping[str, str] = field(default_factory=dict)
    typed_day: str = ""
    token: str = ""
    revision: int = 0
    notes: tuple[str, ...] = ()
    zeros_asked: bool = False

    @property
    def day(self) -> str:
        return self.typed_day or (chinese_date(self.report.signed_on) if self.report.signed_on else "")

    @property
    def slips(self) -> list[str]:
        """Cells that hold something that is no number."""
        return [path for path in self.report.paths() if is_slip(self.report.cell(path))]

    @property
    def packed_report(self) -> str:
        return state.packed(self.report)

    @property
    def packed_previous(self) -> str:
        return state.packed(self.previous) if self.previous else ""

    @property
    def packed_undo(self) -> str:
        return json.dumps(self.undo, ensure_ascii=False) if self.undo else ""


def edit_from(post: QueryDict) -> Edit:
    """What the page holds. Raises GongkaiError where the hidden part is not what this program sent out."""
    base = state.unpacked(post.get("report", ""))
    before = post.get("previous", "")
    day, typed_day = _day(post.get("signed_on", ""))
    cells = _cells(base, post)
    report = replace(
        base,
        agency=_line(post, "agency", base.agency),
        title=_line(post, "title", base.title),
        opening=_text(post, "opening", base.opening),
        sections=[_section(section, i, post) for i, section in enumerate(base.sections, 1)],
        signature=_line(post, "signature", base.signature),
        signed_on=day if "signed_on" in post else base.signed_on,
        tables=base.tables | cells,
        findings=without_answered(base.findings, cells),
    )
    revision = post.get("revision", "")
    return Edit(
        report,
        state.unpacked(before) if before else None,
        undo=_undo(post.get("undo", "")),
        typed_day=typed_day,
        token=post.get("token", "")[:100],
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0,
    )


def _line(post: QueryDict, name: str, before: str | None) -> str | None:
    return (" ".join(_clean(post.get(name, "")).split()) or None) if name in post else before


def _text(post: QueryDict, name: str, before: str | None) -> str | None:
    return (_clean(post.get(name, "")).strip("\n") or None) if name in post else before


def _clean(text: str) -> str:
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def _section(section: Section, position: int, post: QueryDict) -> Section:
    return replace(section, text=_text(post, f"{SECTION_FIELD}{position}", section.text) or "")


def _cells(base: AnnualReport, post: QueryDict) -> dict[str, Cell]:
    """The cells that were changed; one left as it was shown stays what it is, with where it came from."""
    changed = {}
    for path in base.paths():
        typed, before = post.get(CELL_FIELD + path), base.cell(path)
        if typed is not None and typed.strip() != shown(before):
            changed[path] = typed_here(base, path, typed)
    return changed


def typed_here(report: AnnualReport, path: str, text: str) -> Cell:
    money = report.form is not None and path in report.form.money
    cell = typed_cell(_clean(text)[:LONGEST_CELL], money=money)
    return replace(cell, unit=report.cell(path).unit)


def _day(text: str) -> tuple[date | None, str]:
    """The day, or the text as typed where it is none."""
    plain = "".join(normal(text).split())
    if not plain:
        return None, ""
    match = _DAY.fullmatch(plain)
    try:
        return (date(*map(int, match.groups())), "") if match else (None, text.strip())
    except ValueError:
        return None, text.strip()


def _undo(text: str) -> dict[str, str]:
    try:
        data = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    is_plain = isinstance(data, dict) and all(isinstance(value, str) for value in data.values())
    return {key: value[:LONGEST_CELL] for key, value in data.items()} if is_plain else {}


def act(edit: Edit, name: str) -> Edit:
    """One act of the program on the cells, which the person can undo."""
    if name == "undo":
        return _undone(edit)
    if name == "zero":
        return replace(edit, zeros_asked=bool(offers.cells_to_zero(edit.report, edit.previous)))
    if name.startswith("insert:"):
        return replace(edit, report=insert(edit.report, name.removeprefix("insert:")))
    after = _acted(edit, name)
    changed = [path for path in after.paths() if after.cell(path) != edit.report.cell(path)]
    if not changed:
        return edit
    note = _("已填入 %(count)d 格。如果不对，可以撤销。") % {"count": len(changed)}
    return replace(edit, report=after, undo={path: shown(edit.report.cell(path)) for path in changed}, notes=(note,))


def _acted(edit: Edit, name: str) -> AnnualReport:
    if name == "adopt-all":
        return offers.adopt_all(edit.report, edit.previous)
    if name == "zero-confirmed":
        return offers.fill_zeros(edit.report, edit.previous)
    if name.startswith("adopt:"):
        return offers.adopt(edit.report, name.removeprefix("adopt:"), edit.previous)
    return edit.report


def _undone(edit: Edit) -> Edit:
    paths = [path for path in edit.report.paths() if path in edit.undo]
    cells = {path: typed_here(edit.report, path, edit.undo[path]) for path in paths}
    note = _("已撤销，恢复了 %(count)d 格。") % {"count": len(cells)}
    report = replace(edit.report, tables=edit.report.tables | cells)
    return replace(edit, report=report, undo={}, notes=(note,))
