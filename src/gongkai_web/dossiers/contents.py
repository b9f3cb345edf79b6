"""Every document of a request, in the order of its dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.letters import Family
from gongkai.procedure.receipt import Channel
from gongkai_web.disputes.kinds import State as DisputeState
from gongkai_web.dossiers import filled
from gongkai_web.dossiers.kinds import INTERNAL, UNPROVIDED, Group
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.kinds import GONE
from gongkai_web.letters.kinds import State as LetterState
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.redactions.models import Redaction
from gongkai_web.redactions.models import State as RedactionState
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import SUBJECT


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One 件. It has a file, or a form that is filled when it is wanted. `internal`: deliberation within the organ;
    `unprovided`: not given to the applicant either. Both usually stay behind. `original`: the whole of what was handed out
    with parts covered. `made_at`: when it came to the file, where known."""

    key: str
    group: Group
    title: str
    on: date | None
    author: str
    number: str = ""
    remark: str = ""
    internal: bool = False
    unprovided: bool = False
    original: bool = False
    made_at: datetime | None = None
    file: StoredFile | None = None
    sheet: Callable[[], bytes] | None = None

    @property
    def stays_behind(self) -> str:
        """Why it usually does not leave the organ; "" where it does."""
        return INTERNAL if self.internal else UNPROVIDED if self.unprovided else ""


def contents(request: Request, *, outside: bool = False) -> list[Document]:
    """By group, within it by day; what has no day comes last. `outside`: the forms are for others than the organ's archive,
    and hold none of its notes."""
    forms, disputes = _forms(request, outside), _disputes(request, outside)
    found = [*forms, *_letters(request), *_papers(request), *_originals(request), *disputes]
    return sorted(found, key=lambda one: (one.group, one.on or date.max))


def _organ(request: Request, on: date | None = None) -> str:
    return request.organ.name_on(on or request.arrived_on)


def _forms(request: Request, outside: bool) -> Iterator[Document]:
    organ, arrived = _organ(request), request.arrived_on
    yield Document(
        key="application",
        group=Group.APPLICATION,
        title="政府信息公开申请表",
        on=arrived,
        author="申请人",
        sheet=lambda: filled.application(request),
    )
    yield Document(
        key="registration",
        group=Group.REGISTRATION,
        title="政府信息公开申请登记表",
        on=request.received_on or arrived,
        author=organ,
        sheet=lambda: filled.registration(request, outside=outside),
    )
    yield from _asked(request, organ)
    decision = getattr(request, "decision", None)
    if decision and any(decision.evidence.get(name) for name in filled.SEARCHED):
        yield Document(
            key="search",
            group=Group.SEARCH,
            title="政府信息检索记录",
            on=timezone.localdate(decision.at),
            author=organ,
            sheet=lambda: filled.search(request),
        )
    if decision or request.reply:
        yield Document(
            key="approval",
            group=Group.APPROVAL,
            title="政府信息公开审查呈批单",
            on=request.ended_on or (timezone.localdate(decision.at) if decision else None),
            author=organ,
            internal=True,
            sheet=lambda: filled.approval(request),
        )
    yield from _others(request, organ)


def _asked(request: Request, organ: str) -> Iterator[Document]:
    """Opinions, help of units, the head's consent, the fee."""
    for one in request.consultations.select_related("asked", "answered"):
        yield Document(
            key=f"opinion:{one.pk}",
            group=Group.CONSULTATION,
            title=f"征求意见情况记录（{one.label}）",
            on=one.asked.on,
            author=organ,
            sheet=lambda one=one: filled.opinion(one),
        )
    for part in request.co_handlings.select_related("unit", "answered_by"):
        yield Document(
            key=f"help:{part.pk}",
            group=Group.HELP,
            title=f"协办情况记录（{part.unit}）",
            on=part.asked_on,
            author=organ,
            internal=True,
            made_at=part.at,
            sheet=lambda part=part: filled.help_of_unit(part),
        )
    for consent in request.consents.select_related("by", "decided_by"):
        yield Document(
            key=f"consent:{consent.pk}",
            group=Group.EXTENSION,
            title="延长答复期限呈批表",
            on=timezone.localdate(consent.at),
            author=organ,
            internal=True,
            made_at=consent.at,
            sheet=lambda consent=consent: filled.extension(consent),
        )
    fee = getattr(request, "fee", None)
    if fee:
        yield Document(
            key="fee",
            group=Group.FEE,
            title="信息处理费收取记录",
            on=fee.notice.on,
            author=organ,
            sheet=lambda: filled.fee(fee),
        )


def _others(request: Request, organ: str) -> Iterator[Document]:
    messages = list(request.messages.select_related("by"))
    if messages:
        yield Document(
            key="messages",
            group=Group.OTHER,
            title="与申请人的往来留言",
            on=timezone.localdate(messages[0].at),
            author="申请人、本机关",
            made_at=messages[0].at,
            sheet=lambda: filled.messages(request, messages),
        )
    yield Document(
        key="flow",
        group=Group.OTHER,
        title="政府信息公开申请办理流程图",
        on=None,
        author=organ,
        internal=True,
        sheet=lambda: filled.flow(request, timezone.localdate()),
    )


_GROUP_OF: Mapping[str, Group] = {
    "receipt": Group.REGISTRATION,
    "correction": Group.CORRECTION,
    "reasons": Group.CORRECTION,
    "extension": Group.EXTENSION,
    "delay": Group.EXTENSION,
    "fee": Group.FEE,
    "help": Group.HELP,
    "third_party_told": Group.REPLY,
}


def _letters_of(request: Request) -> list[OutgoingLetter]:
    found = OutgoingLetter.objects.filter(subject_kind=SUBJECT, subject_id=request.pk).select_related(
        "organ", "docx", "pdf", "drafted_by"
    )
    return list(found.order_by("pk"))


def _letters(request: Request) -> Iterator[Document]:
    """Those that went out, with what was enclosed, what was reviewed, and how they were served."""
    for letter in _letters_of(request):
        if letter.state not in GONE:
            continue
        group = _GROUP_OF.get(letter.code) or _group_of(letter.kind.family)
        organ, file = _organ(request, letter.dated), letter.pdf or letter.docx
        yield Document(
            key=f"letter:{letter.pk}",
            group=group,
            title=letter.kind.title,
            number=letter.number,
            on=letter.dated,
            author=organ,
            made_at=letter.created_at,
            file=file,
        )
        for one in letter.enclosures.select_related("file"):
            yield Document(
                key=f"enclosure:{one.pk}",
                group=group,
                title=f"附件：{one.name}",
                on=letter.dated,
                author=organ,
                remark="随文书提供",
                made_at=letter.created_at,
                file=one.file,
            )
        yield from _about(request, letter, organ)


def _group_of(family: Family) -> Group:
    return Group.CONSULTATION if family is Family.CONSULTATION else Group.REPLY


def _about(request: Request, letter: OutgoingLetter, organ: str) -> Iterator[Document]:
    review = letter.reviews.filter(digest=letter.digest).select_related("by").first()
    if review:
        yield Document(
            key=f"secrecy:{review.pk}",
            group=Group.SECRECY,
            title=f"政府信息公开保密审查表（{letter.number or letter.kind.name}）",
            on=timezone.localdate(review.at),
            author=organ,
            internal=True,
            made_at=review.at,
            sheet=lambda: filled.secrecy(request, letter, review),
        )
    for sent in letter.dispatches.all():
        yield Document(
            key=f"service:{sent.pk}",
            group=Group.SERVICE,
            title=f"送达情况记录（{letter.number or letter.kind.name}）",
            on=sent.on,
            author=organ,
            made_at=sent.at,
            sheet=lambda sent=sent: filled.service(request, letter, sent),
        )


_PAPERS: Mapping[str, tuple[Group, str]] = {
    Proof.LETTER: (Group.APPLICATION, "申请人"),
    Proof.IDENTITY: (Group.APPLICATION, "申请人"),
    Proof.AUTHORITY: (Group.APPLICATION, "申请人"),
    Proof.CORRECTION: (Group.CORRECTION, "申请人"),
    Proof.OPINION: (Group.CONSULTATION, "被征求意见方"),
    Proof.HANDED_OUT: (Group.REPLY, ""),
    Proof.REPLY: (Group.REPLY, ""),
    Proof.SERVICE: (Group.SERVICE, ""),
    Proof.OTHER: (Group.OTHER, ""),
}


def _papers(request: Request) -> Iterator[Document]:
    """What was scanned or handed in. What was also enclosed in a letter that went out is in the dossier with the letter."""
    gone = [one for one in _letters_of(request) if one.state in GONE]
    enclosed = {one.file_id for letter in gone for one in letter.enclosures.all()}
    by_letter = any(letter.kind.replies for letter in gone)
    covered = {one.original.sm3 for one in _redacted(request)}
    for paper in request.papers.select_related("file"):
        if paper.file_id in enclosed:
            continue
        group, author = _PAPERS.get(paper.kind, (Group.OTHER, ""))
        kept_back = paper.kind == Proof.HANDED_OUT and (by_letter or request.is_open)
        yield Document(
            key=f"paper:{paper.pk}",
            group=group,
            title=f"{'没有提供的文件' if kept_back else paper.get_kind_display()}：{paper.file.name}",
            on=timezone.localdate(paper.at),
            author=author or _organ(request),
            remark="没有随文书发出，存档日期" if kept_back else "存档日期",
            unprovided=kept_back,
            original=paper.file.sm3 in covered,
            made_at=paper.at,
            file=paper.file,
        )


def _redacted(request: Request) -> list[Redaction]:
    """Also those that are still being drawn: what is about to be covered is not handed to anybody meanwhile."""
    return list(request.redactions.exclude(state=RedactionState.DROPPED).select_related("original"))


def _originals(request: Request) -> Iterator[Document]:
    """The whole of what was handed out with parts covered, where it is not among the papers already."""
    there = {paper.file.sm3 for paper in request.papers.select_related("file")}
    for one in _redacted(request):
        if one.original.sm3 not in there:
            yield Document(
                key=f"original:{one.pk}",
                group=Group.REPLY,
                title=f"遮盖前的原件：{one.original.name}",
                on=timezone.localdate(one.at),
                author=_organ(request),
                remark="存档日期",
                original=True,
                made_at=one.at,
                file=one.original,
            )


def _disputes(request: Request, outside: bool) -> Iterator[Document]:
    """What belongs to a dispute was exchanged with whoever decides it."""
    for dispute in request.disputes.exclude(state=DisputeState.STRUCK).order_by("filed_on", "pk"):
        yield Document(
            key=f"dispute:{dispute.pk}",
            group=Group.DISPUTE,
            title=f"{dispute.kind_label}登记",
            number=dispute.file_number,
            on=dispute.filed_on,
            author=_organ(request, dispute.filed_on),
            made_at=dispute.at,
            sheet=lambda dispute=dispute: filled.dispute(dispute, outside=outside),
        )
        for paper in dispute.papers.select_related("file"):
            yield Document(
                key=f"dispute-paper:{paper.pk}",
                group=Group.DISPUTE,
                title=f"{paper.get_kind_display()}：{paper.file.name}",
                on=timezone.localdate(paper.at),
                author="",
                remark="存档日期",
                made_at=paper.at,
                file=paper.file,
            )


def notes_of(request: Request) -> list[str]:
    """What whoever opens the dossier is to know: numbers that were not used, letters not yet out, proofs that are missing."""
    notes = []
    for letter in _letters_of(request):
        if letter.state == LetterState.VOID and letter.number:
            notes.append(f"{letter.kind.title}（{letter.number}）已作废：{letter.void_reason}。")
        elif letter.state not in GONE and letter.state != LetterState.VOID:
            notes.append(f"{letter.kind.title}{letter.number}还没有发出，没有装入。")
    if request.channel == Channel.ORAL and not request.papers.filter(kind=Proof.LETTER).exists():
        notes.append("口头提出的申请，没有存入申请人签名或者盖章的申请原件的扫描件。")
    served = request.acts.filter(event="replied", voiding=None).exists()
    if served and not request.papers.filter(kind=Proof.SERVICE).exists():
        notes.append("没有存入送达回证、邮寄回执等送达凭证的扫描件。")
    if request.is_open:
        notes.append("制作时这一件还没有办结。")
    return notes
