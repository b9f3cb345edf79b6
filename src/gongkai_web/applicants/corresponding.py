"""What passes between applicant and organ after the form: messages, a correction, a withdrawal, the reply's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.procedure.guide import hands_out
from gongkai_web.applicants.errors import ApplicantError
from gongkai_web.applicants.models import Access, Message
from gongkai_web.applicants.submitting import Upload, keep
from gongkai_web.audit.services import record
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.delivering import Delivery, deliveries, record_read
from gongkai_web.organs.models import Person
from gongkai_web.publishing.gate import only_visible
from gongkai_web.publishing.models import Item
from gongkai_web.requests.corrections.services import SUBJECT as CORRECTION
from gongkai_web.requests.kinds import Confirmation, Proof
from gongkai_web.requests.masking import hidden, words_of_whom
from gongkai_web.requests.models import Act, Correction, Handover, Paper, Planned, Request
from gongkai_web.requests.rules import may_handle
from gongkai_web.requests.services import Step, confirm, pointing, take
from gongkai_web.requests.services.writing import SUBJECT
from gongkai_web.vault import masks

About = Request | Correction


def kind_of(about: About) -> str:
    """What letters and the log call it."""
    return SUBJECT if isinstance(about, Request) else CORRECTION


@transaction.atomic
def write(about: About, *, text: str, now: datetime, by: Person | None = None) -> Message:
    """A message from the applicant, or from the organ. Its words are not in the log."""
    if by is not None and not may_handle(by, about.organ, timezone.localdate(now)):
        raise ApplicantError("您没有办理依申请公开的岗位", "请经办人回复申请人")
    if not text.strip():
        raise ApplicantError(_("没有写内容"), _("请写下要说的话"))
    kind = kind_of(about)
    message = about.messages.create(text=text.strip(), by=by, at=now)
    key = f"{kind}.message_{'sent' if by else 'received'}"
    record(key=key, actor=by, organ=about.organ.code, target=f"{kind}:{about.pk}", number=about.number)
    return message


@dataclass(frozen=True, slots=True)
class Line:
    """A message as it stands on the organ's page. `hidden`: something in it is masked."""

    message: Message
    text: str
    hidden: bool


def lines(about: About, *, revealed: bool = False) -> list[Line]:
    """The oldest first. Names, identity and telephone numbers are masked until they are revealed by the logged act."""
    words = {} if revealed else words_of_whom(about)
    found = []
    for one in about.messages.select_related("by"):
        text = one.text if revealed else masks.typed(hidden(one.text, words))
        found.append(Line(one, text, text != one.text))
    return found


def read(about: About, *, by_applicant: bool, now: datetime) -> None:
    """What the other side wrote has been seen."""
    about.messages.filter(by__isnull=not by_applicant, read_at=None).update(read_at=now)


@transaction.atomic
def correct(request: Request, *, text: str, file: Upload | None, now: datetime) -> Act:
    """第三十条: what was asked for in the notice to correct. Raises RequestError, FileError, ApplicantError."""
    write(request, text=text, now=now)
    if file:
        keep(request, file, Proof.CORRECTION, now)
    return _take(request, "receive_correction", now)


@transaction.atomic
def withdraw(request: Request, *, now: datetime, sure: bool = True) -> Act:
    """Before the receipt was confirmed, the withdrawal itself is what both sides know it by: there is a day to count from."""
    if request.received_on is None:
        today = timezone.localdate(now)
        note = "申请人在确认收到以前撤回"
        request = confirm(
            by=None,
            request=request,
            version=request.version,
            on=today,
            how=Confirmation.PORTAL.value,
            note=note,
            now=now,
        )
    return _take(request, "withdraw", now)


def _take(request: Request, code: str, now: datetime) -> Act:
    step = Step(code=code, on=timezone.localdate(now), fields={}, note="申请人在网上办理")
    return take(by=None, request=request, version=request.version, step=step, now=now)


def delivered(about: About) -> list[Delivery]:
    """The letters that went to the applicant electronically, the newest first."""
    return deliveries(kind_of(about), about.pk)


def published(request: Request, now: datetime) -> list[Item]:
    """What the reply said is published already, as far as it still is."""
    if request.reply != pointing.REPLY:
        return []
    return [pointer.item for pointer, seen in pointing.pointed(request, now) if seen]


def made_public(request: Request, now: datetime) -> list[Item]:
    """What was published because of this request, as far as the public sees it."""
    keys = request.published_as.values_list("item", flat=True)
    return list(only_visible(keys, now).values())


def handed_over(handover: Handover, now: datetime) -> None:
    """Whoever has a page here has one there: not by a code of its own, but opened from this one."""
    here = Access.objects.filter(applicant=handover.request.applicant_id).first()
    if here:
        given = {"tells": here.tells, "language": here.language, "made_at": now}
        Access.objects.create(applicant=handover.arrived.applicant, first=handover.arrived, code_hash="", **given)


def handed_out(request: Request) -> list[StoredFile]:
    """What a clerk has added by hand for the applicant to take. Nothing before the reply has gone out; information only
    where the reply gives any and was not written here: such a reply has its enclosures with it."""
    if not request.reply:
        return []
    written_here = Planned.objects.filter(request=request, step="reply", taken__isnull=False).exists()
    by_hand = hands_out(request.reply) and not written_here
    kinds = [Proof.REPLY, Proof.HANDED_OUT] if by_hand else [Proof.REPLY]
    papers = Paper.objects.filter(request=request, kind__in=kinds, file__sealed=False).select_related("file")
    return [paper.file for paper in papers]


def may_take(file: StoredFile, holder: object, now: datetime) -> bool:
    """For the gate: whoever opened a letter with its code takes what was sent to them electronically or handed out."""
    if not isinstance(holder, Access):
        return False
    return any(holds(one, file) for rows in (Request, Correction) for one in owned(rows, holder))


def owned(rows: type[Request] | type[Correction], access: Access) -> QuerySet[Any]:
    """What was opened with one code."""
    return rows.objects.filter(applicant=access.applicant_id).select_related("organ").order_by("pk")


def holds(about: About, file: StoredFile) -> bool:
    by_hand = handed_out(about) if isinstance(about, Request) else []
    return file in by_hand or any(file in one.files for one in delivered(about))


def note_taken(about: About, file: StoredFile, now: datetime) -> None:
    """The day of the first reading is the evidence that a letter was served."""
    for one in delivered(about):
        if file in one.files:
            record_read(dispatch=one.dispatch, file=file, now=now)


def has_page(request_id: int) -> bool:
    """For letters: whether this request's applicant has a number and code to open the page with."""
    return Access.objects.filter(applicant__requests=request_id).exists()


def correction_has_page(correction_id: int) -> bool:
    return Access.objects.filter(applicant__corrections=correction_id).exists()
