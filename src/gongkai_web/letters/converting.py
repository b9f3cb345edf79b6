"""PDFs of organs' own templates. They go through LibreOffice, which a web process never waits for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from gongkai.errors import GongkaiError
from gongkai.letters import fill, letter, to_docx
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.reading.loaders.office import to_pdf
from gongkai_web.files.services import content, store
from gongkai_web.letters.approving import file_name
from gongkai_web.letters.models import OutgoingLetter, Template

AT_ONCE = 5
"""A tick ends soon, so that the others have their turn."""


def convert_due(now: datetime) -> int:
    """Letters first: somebody waits to send them."""
    done = 0
    for row in [*_letters()[:AT_ONCE], *_templates()[:AT_ONCE]]:
        _convert(row)
        done += 1
    return done


def _letters() -> QuerySet[OutgoingLetter]:
    return OutgoingLetter.objects.filter(docx__isnull=False, pdf=None, failure="").select_related("organ", "docx")


def _templates() -> QuerySet[Template]:
    return Template.objects.filter(file__isnull=False, preview=None, failure="").select_related("organ", "file")


def _convert(row: OutgoingLetter | Template) -> None:
    if isinstance(row, OutgoingLetter):
        _convert_letter(row)
    else:
        _convert_template(row)


def _convert_letter(row: OutgoingLetter) -> None:
    """Written only where the letter still has the file that was converted."""
    if row.docx is None:
        return
    rows = OutgoingLetter.objects.filter(pk=row.pk, docx=row.docx)
    try:
        pdf = to_pdf(content(row.docx), str(row))
    except GongkaiError as error:
        rows.update(failure=_said(error))
        return
    rows.update(pdf=store(by=None, organ=row.organ, name=file_name(row, "pdf"), content=pdf))


def _convert_template(row: Template) -> None:
    if row.file is None:
        return
    kind = letter(row.code)
    try:
        example = to_docx(fill(kind, sample_values(kind), sample_occasion(kind)), content(row.file))
        pdf = to_pdf(example, kind.name)
    except GongkaiError as error:
        Template.objects.filter(pk=row.pk).update(failure=_said(error))
        return
    kept = store(by=None, organ=row.organ, name=f"{kind.name}（预览）.pdf", content=pdf)
    Template.objects.filter(pk=row.pk).update(preview=kept)


def _said(error: GongkaiError) -> str:
    return f"{error.text}。{error.remedy}"[:200]
