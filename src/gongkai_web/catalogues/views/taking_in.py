"""Import: a file, then what it holds and what would change, then confirmed; and the report of a version afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.catalogue import NOTE_NAMES, Note, NoteKind
from gongkai.errors import GongkaiError
from gongkai_web.catalogues.drafts import How
from gongkai_web.catalogues.forms import FileForm, TakeForm
from gongkai_web.catalogues.services import Choice, receive, take_in
from gongkai_web.catalogues.services.taking_in import Preview, Proposed, look_again
from gongkai_web.catalogues.views.asking import Asked, catalogue_in, keeping, seen
from gongkai_web.files.models import StoredFile

FIRST_DOUBTS = 5
_ORDER = (NoteKind.REFUSED, NoteKind.FINDING, NoteKind.DOUBT, NoteKind.ASSUMPTION, NoteKind.ASIDE)


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of one kind: all of them open where something has to be done, the first ones where something is to be
    looked at, and none of what need only be known."""

    kind: str
    name: str
    notes: list[Mapping[str, Any]]

    @property
    def open(self) -> list[Mapping[str, Any]]:
        if self.kind in (NoteKind.REFUSED, NoteKind.FINDING):
            return self.notes
        return self.notes[:FIRST_DOUBTS] if self.kind == NoteKind.DOUBT else []

    @property
    def folded(self) -> list[Mapping[str, Any]]:
        return self.notes[len(self.open) :]


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of the file with its form, and the rows known before that are alike."""

    table: Proposed
    form: TakeForm
    alike: list[tuple[int, str, str]]
    moved: list[tuple[str, str]]
    notes: list[NoteGroup]


@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    asked = keeping(request, code)
    if request.method != "POST":
        return asked.page("import", form=FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return asked.page("import", 422, form=form)
    given = form.cleaned_data["file"]
    try:
        preview = receive(by=asked.person, organ=asked.organ, name=given.name, data=given.read(), now=timezone.now())
    except GongkaiError as error:
        return asked.page("import", 422, form=form, error=error)
    return redirect("catalogue_preview", code=code, file=preview.file.pk)


@login_required
def preview(request: HttpRequest, code: str, file: int) -> HttpResponse:
    """What is in the file, what would change, what could not be read; nothing is taken in before it is confirmed."""
    asked = keeping(request, code)
    stored = get_object_or_404(StoredFile, pk=file, organ=asked.organ, uploaded_by=asked.person)
    try:
        looked = look_again(stored)
    except GongkaiError as error:
        return asked.page("import", 422, form=FileForm(), error=error)
    tables = [_table(one, request.POST if request.method == "POST" else None, asked) for one in looked.tables]
    if request.method != "POST":
        return _page(asked, looked, tables)
    if not all(one.form.is_valid() for one in tables):
        return _page(asked, looked, tables, 422)
    try:
        versions = take_in(by=asked.person, file=stored, choices=_choices(request, tables), now=timezone.now())
    except GongkaiError as error:
        return _page(asked, looked, tables, 422, error)
    names = "、".join(version.catalogue.name for version in versions)
    messages.success(request, _("已导入：%(names)s。没有导入的行在各目录的“导入记录”里。") % {"names": names})
    if len(versions) == 1:
        return redirect("catalogue", code=code, pk=versions[0].catalogue_id)
    return redirect("catalogues", code=code)


def _table(table: Proposed, data: Any, asked: Asked) -> TableForm:
    before = table.catalogue
    initial = {
        "take": bool(table.drafts),
        "field": table.field,
        "name": "" if table.field else table.name,
        "valid_from": before.valid_from if before else asked.day,
    }
    form = TakeForm(data, prefix=f"t{table.index}", initial=initial)
    pairs = [(row, how, table.drafts[index].name) for index, (row, how) in sorted(table.matching.pairs.items())]
    alike = [(row.pk, str(row), name) for row, how, name in pairs if how is How.ALIKE]
    moved = [(str(row), name) for row, how, name in pairs if how is How.MOVED]
    return TableForm(table, form, alike, moved, grouped_notes(map(note_values, table.notes)))


def _choices(request: HttpRequest, tables: list[TableForm]) -> dict[int, Choice]:
    found = {}
    for one in tables:
        given, index = one.form.cleaned_data, one.table.index
        same = set(request.POST.getlist(f"t{index}-same"))
        apart = frozenset(pk for pk, _old, _new in one.alike if str(pk) not in same)
        found[index] = Choice(given["field"], given["name"], given["valid_from"], apart, given["take"])
    return found


def _page(
    asked: Asked, looked: Preview, tables: list[TableForm], status: int = 200, error: GongkaiError | None = None
) -> HttpResponse:
    aside = grouped_notes(map(note_values, looked.aside))
    return asked.page("preview", status, file=looked.file, tables=tables, aside=aside, error=error)


@require_safe
@login_required
def version(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """What came of an import: what changed, and every row that was not taken in or is to be looked at."""
    asked = seen(request, code)
    catalogue = catalogue_in(asked, pk)
    chosen = get_object_or_404(catalogue.versions.select_related("file", "by"), number=number)
    others = catalogue.versions.all()
    notes = grouped_notes(chosen.notes)
    return asked.page("version", catalogue=catalogue, edition=chosen, others=others, notes=notes)


def note_values(note: Note) -> dict[str, Any]:
    at = {"sheet": note.at.sheet, "row": note.at.row}
    return {"kind": note.kind.value, "text": note.text, "remedy": note.remedy} | at


def grouped_notes(notes: Any) -> list[NoteGroup]:
    """By kind, what must be seen first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for note in notes:
        found.setdefault(note["kind"], []).append(note)
    return [NoteGroup(kind.value, NOTE_NAMES[kind], found[kind]) for kind in _ORDER if kind in found]
