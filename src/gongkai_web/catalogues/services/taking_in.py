"""A catalogue file: received and looked at first, then taken in as it was confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.catalogue import FIELDS, LIMITS, CatalogueFile, NoteKind, Where, read_bytes
from gongkai.catalogue import Note as ReadNote
from gongkai.reading import ReadingError, SlowError
from gongkai_web.audit.services import record
from gongkai_web.catalogues.drafts import NOT_THIS_LEVEL, PERIOD, Draft, How, Matching, drafts_of, match
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Catalogue, Row, Version
from gongkai_web.catalogues.rules import may_keep
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content, store
from gongkai_web.organs.models import Organ, Person

_QUICK = replace(LIMITS, quick=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was confirmed about one table: which field it is, from when on, and which rows alike are not the same."""

    field: str
    name: str
    valid_from: date
    apart: frozenset[int] = frozenset()
    take: bool = True


@dataclass(frozen=True, slots=True)
class Proposed:
    """One table as it would be taken in."""

    index: int
    title: str
    field: str
    name: str
    drafts: list[Draft]
    notes: list[ReadNote]
    catalogue: Catalogue | None
    matching: Matching

    @property
    def items(self) -> int:
        return len({(one.values["first"], one.values["second"]) for one in self.drafts})


@dataclass(frozen=True, slots=True)
class Preview:
    """`aside` are the notes that belong to no table."""

    file: StoredFile
    read: CatalogueFile
    tables: list[Proposed]
    aside: list[ReadNote] = field(default_factory=list)


def receive(*, by: Person, organ: Organ, name: str, data: bytes, now: datetime) -> Preview:
    """Read the file, keep it, and say what would change. Raises ReadingError for a file that is no catalogue."""
    _require(by, organ, timezone.localdate(now))
    read = _read(data, name)
    file = store(by=by, organ=organ, name=name, content=data, now=now)
    return _preview(file, read)


def look_again(file: StoredFile) -> Preview:
    """The same preview, from the file as it was kept."""
    return _preview(file, _read(content(file), file.name))


def _read(data: bytes, name: str) -> CatalogueFile:
    try:
        return read_bytes(data, name, limits=_QUICK)
    except SlowError as error:
        remedy = "请用 Word 或 WPS 打开，另存为 docx 或 xlsx 后再上传"
        raise ReadingError("旧格式的文件不能直接读", remedy, name, "CATALOGUE_OLD") from error


def _preview(file: StoredFile, read: CatalogueFile) -> Preview:
    known = {one.name: one for one in Catalogue.objects.filter(organ=file.organ)}
    tables = [_proposed(index, read, file.organ, known) for index in range(len(read.tables))]
    taken = {id(note) for one in tables for note in one.notes}
    return Preview(file, read, tables, [note for note in read.notes if id(note) not in taken])


def _proposed(index: int, read: CatalogueFile, organ: Organ, known: Mapping[str, Catalogue]) -> Proposed:
    table = read.tables[index]
    drafts = drafts_of(table, read, organ)
    name = (table.field_name or table.title or read.name)[:60]
    catalogue = known.get(name)
    matching = match(_known(catalogue), drafts)
    field_code = table.field.code if table.field else ""
    return Proposed(index, table.title, field_code, name, drafts, _notes_of(index, read), catalogue, matching)


def _notes_of(index: int, read: CatalogueFile) -> list[ReadNote]:
    """Those between the head of this table and the next one on the same sheet, and those on the sheet as a whole."""
    at = read.tables[index].at
    later = [one.at.row for one in read.tables if one.at.sheet == at.sheet and one.at.row > at.row]
    end = min(later, default=10**9)
    first = not any(one.at.sheet == at.sheet and one.at.row < at.row for one in read.tables)
    return [note for note in read.notes if _stands(note.at, at, end, first=first)]


def _stands(note: Where, at: Where, end: int, *, first: bool) -> bool:
    return note.sheet == at.sheet and (at.row <= note.row < end or (first and note.row < at.row))


def _known(catalogue: Catalogue | None) -> list[Row]:
    """Those in force first: one that left the catalogue may come back under its name."""
    return list(catalogue.rows.order_by(F("retired_on").asc(nulls_first=True), "order")) if catalogue else []


@transaction.atomic
def take_in(*, by: Person, file: StoredFile, choices: Mapping[int, Choice], now: datetime) -> list[Version]:
    """Take in what was confirmed. Rows found again keep their unit, their items and their duties; rows that are gone are
    retired, with what stands on them. Tables confirmed as the same field become one catalogue."""
    day = timezone.localdate(now)
    _require(by, file.organ, day)
    read = _read(content(file), file.name)
    chosen = {index: one for index, one in choices.items() if one.take and index < len(read.tables)}
    if not chosen:
        raise CatalogueActError("没有选中要导入的目录", "请至少勾选一张表")
    by_name: dict[str, list[int]] = {}
    for index, one in sorted(chosen.items()):
        by_name.setdefault(_name(one), []).append(index)
    return [_take(by, file, read, name, tables, chosen[tables[0]], now) for name, tables in by_name.items()]


def _name(choice: Choice) -> str:
    known = FIELDS.of_code(choice.field)
    name = known.name if known else choice.name.strip()[:60]
    if not name:
        raise CatalogueActError("有一张表没有写领域的名称", "请选择领域，或者填写名称")
    return name


def _take(
    by: Person, file: StoredFile, read: CatalogueFile, name: str, tables: Sequence[int], choice: Choice, now: datetime
) -> Version:
    day = timezone.localdate(now)
    drafts = [draft for index in tables for draft in drafts_of(read.tables[index], read, file.organ)]
    if not drafts:
        raise CatalogueActError(f"“{name}”的表里没有一行事项", "请不要勾选这张表，或者核对原文件")
    catalogue = _catalogue(file.organ, name, choice, read.tables[tables[0]].title)
    matching = match(_known(catalogue), drafts, choice.apart)
    changed = _write(catalogue, drafts, matching, day)
    notes = [_note(note) for index in tables for note in _notes_of(index, read)]
    last = catalogue.versions.order_by("-number").first()
    changes = {
        "items": len({(one.values["first"], one.values["second"]) for one in drafts}),
        "added": len(matching.added),
        "changed": changed,
        "renamed": sum(how is not How.SAME for _row, how in matching.pairs.values()),
        "retired": [str(row) for row in matching.retired],
        "refused": sum(note["kind"] == NoteKind.REFUSED for note in notes),
    }
    version = Version.objects.create(
        catalogue=catalogue,
        number=(last.number if last else 0) + 1,
        file=file,
        by=by,
        at=now,
        notes=notes,
        changes=changes,
    )
    data = changes | {"retired": len(matching.retired), "version": version.number, "sm3": file.sm3, "name": name}
    record(key="catalogue.taken_in", actor=by, organ=file.organ.code, target=f"catalogue:{catalogue.pk}", **data)
    return version


def _catalogue(organ: Organ, name: str, choice: Choice, title: str) -> Catalogue:
    """Held until the end: of two who import the same field, the second works with what the first has made."""
    Organ.objects.select_for_update(of=("self",), no_key=True).get(pk=organ.pk)
    codes = [one.code for one in FIELDS]
    order = codes.index(choice.field) if choice.field in codes else len(codes)
    given = {"field": choice.field, "title": title[:200], "valid_from": choice.valid_from, "order": order}
    catalogue, made = Catalogue.objects.get_or_create(organ=organ, name=name, defaults=given)
    if not made:
        catalogue.title, catalogue.valid_from, catalogue.valid_to = title[:200], choice.valid_from, None
        catalogue.save(update_fields=["title", "valid_from", "valid_to"])
    return catalogue


def _write(catalogue: Catalogue, drafts: Sequence[Draft], matching: Matching, day: date) -> int:
    changed = 0
    for order, draft in enumerate(drafts, 1):
        pair = matching.pairs.get(order - 1)
        row = pair[0] if pair else Row(catalogue=catalogue, since=day)
        differs = _fill(row, draft) and pair is not None
        row.order = order
        row.save()
        changed += differs
    retired = [row.pk for row in matching.retired]
    Row.objects.filter(pk__in=retired).update(retired_on=day)
    return changed


def _fill(row: Row, draft: Draft) -> bool:
    """Put the values in; what a person decided stays unless what they decided about has changed. True where it differs."""
    before = {name: getattr(row, name) for name in draft.values}
    values: dict[str, Any] = dict(draft.values)
    if row.period_settled and row.period_text == values["period_text"]:
        values = {name: value for name, value in values.items() if name not in PERIOD}
    else:
        row.period_settled = False
    if row.applies_reason not in ("", NOT_THIS_LEVEL):
        values = {name: value for name, value in values.items() if name not in ("applies", "applies_reason")}
    for name, value in values.items():
        setattr(row, name, value)
    row.notes = list(dict.fromkeys(draft.notes))
    row.retired_on = None
    if any(before[name] != getattr(row, name) for name in PERIOD):
        row.fallen_on = None
    return any(before[name] != getattr(row, name) for name in draft.values)


def _note(note: ReadNote) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "code": note.code,
        "text": note.text,
        "remedy": note.remedy,
        "sheet": note.at.sheet,
        "row": note.at.row,
    }


def counted(notes: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many notes there are of each kind."""
    found: dict[str, int] = {}
    for note in notes:
        found[note["kind"]] = found.get(note["kind"], 0) + 1
    return found


def _require(by: Person, organ: Organ, day: date) -> None:
    if not may_keep(by, organ, day):
        raise CatalogueActError("您没有管理目录的岗位", "请经办人或者政府信息公开工作机构负责人导入")
