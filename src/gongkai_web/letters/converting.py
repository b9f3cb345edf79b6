"""PDFs of letters and of organs' own templates, made by the program beside the web server: setting one may take seconds, and
those of own templates go through LibreOffice. Nobody's transaction waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from gongkai.errors import GongkaiError
from gongkai.letters import fill, letter, to_docx
from gongkai.letters.pdf import blocks_pdf
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.reading.loaders.office import to_pdf
from gongkai_web.files.services import content, store
from gongkai_web.letters.approving import file_name
from gongkai_web.letters.kinds import State
from gongkai_web.letters.models import OutgoingLetter, Template

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)
AT_ONCE = 5
"""A tick ends soon, so that the others have their turn."""


def convert_due(now: datetime) -> int:
    """Letters first: somebody waits to send them."""
    done = 0
    for row in [*_letters(now)[:AT_ONCE], *_templates(now)[:AT_ONCE]]:
        convert(row, now)
        done += 1
    return done


def _due(now: datetime) -> Q:
    return Q(again_at=None) | Q(again_at__lte=now)


def _letters(now: datetime) -> QuerySet[OutgoingLetter]:
    """Not of one that was given up."""
    found = OutgoingLetter.objects.filter(_due(now), docx__isnull=False, pdf=None).exclude(state=State.VOID)
    return found.select_related("organ", "docx")


def _templates(now: datetime) -> QuerySet[Template]:
    return Template.objects.filter(_due(now), file__isnull=False, preview=None).select_related("organ", "file")


def convert(row: OutgoingLetter | Template, now: datetime) -> None:
    if isinstance(row, OutgoingLetter):
        _convert_letter(row, now)
    else:
        _convert_template(row, now)


def _convert_letter(row: OutgoingLetter, now: datetime) -> None:
    """Written only where the letter still has the file that was converted."""
    if row.docx is None:
        return
    rows = OutgoingLetter.objects.filter(pk=row.pk, docx=row.docx)
    try:
        pdf = to_pdf(content(row.docx), str(row)) if row.template_id else _set(row)
    except GongkaiError as error:
        rows.update(**_failed(row, error, now))
        return
    kept = store(by=None, organ=row.organ, name=file_name(row, "pdf"), content=pdf)
    rows.update(pdf=kept, failure="", again_at=None)


def _set(letter: OutgoingLetter) -> bytes:
    """The usual form, from the text that was printed. Signed on no day while the last signature is awaited."""
    signed_on = None if letter.stamped and not letter.approved_on else letter.dated
    return blocks_pdf(letter.blocks, letter.kind.title, author=letter.organ.name_on(letter.dated), signed_on=signed_on)


def _convert_template(row: Template, now: datetime) -> None:
    if row.file is None:
        return
    kind = letter(row.code)
    try:
        example = to_docx(fill(kind, sample_values(kind), sample_occasion(kind)), content(row.file))
        pdf = to_pdf(example, kind.name)
    except GongkaiError as error:
        Template.objects.filter(pk=row.pk).update(**_failed(row, error, now))
        return
    kept = store(by=None, organ=row.organ, name=f"{kind.name}（预览）.pdf", content=pdf)
    Template.objects.filter(pk=row.pk).update(preview=kept, failure="", again_at=None)


def _failed(row: OutgoingLetter | Template, error: GongkaiError, now: datetime) -> dict[str, object]:
    """Tried again later, each time after twice as long: a program that is missing today is installed tomorrow."""
    wait = min(FIRST_WAIT * 2 ** min(row.tries, 12), LONGEST_WAIT)
    return {"failure": _said(error), "tries": min(row.tries + 1, 1000), "again_at": now + wait}


def _said(error: GongkaiError) -> str:
    return f"{error.text}。{error.remedy}"[:200]
