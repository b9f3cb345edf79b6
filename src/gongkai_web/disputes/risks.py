"""风险清单: where the office would lose, as far as records can tell: wrong remedies, late replies, missing evidence.

A finding is no judgement: it says what stands in the record, and what to do now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.letters import LETTERS, remedy_lines
from gongkai.procedure.guide import missing_evidence
from gongkai.procedure.steps import standing
from gongkai.statute import REPLIES, Block, OrganKind, remedies_for
from gongkai_web.disputes.board import Row, rows_of, unfinished
from gongkai_web.disputes.deriving import ANSWER
from gongkai_web.disputes.models import Act as Taken
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.ordering import attacked_of, contradictions
from gongkai_web.letters.filling import habits_of, occasion_of
from gongkai_web.letters.kinds import organ_kind_of
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.models import Organ
from gongkai_web.requests import bearing_out
from gongkai_web.requests.clockwork import SOON, words_of
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.services.writing import SUBJECT
from gongkai_web.workflow.deadlines import working_calendar

OPEN_TO_CHALLENGE = timedelta(days=366)
"""Who was not told the right remedy may still go against a reply for a year (《行政复议法》第二十条第三款)."""


class RiskKind(StrEnum):
    NEARLY_LATE = "nearly_late"
    ANSWER_DUE = "answer_due"
    UNANSWERED = "unanswered"
    IMPOSSIBLE_DAY = "impossible_day"
    UNCONSULTED = "unconsulted"
    WRONG_REMEDY = "wrong_remedy"
    LATE_REPLY = "late_reply"
    NOT_RECONSIDERED = "not_reconsidered"
    MISSING_EVIDENCE = "missing_evidence"

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def why(self) -> str:
        return _LABELS[self][1]


_LABELS = {
    RiskKind.NEARLY_LATE: ("快到期、已超期的申请", "逾期不答复，被复议、起诉的一般败诉"),
    RiskKind.ANSWER_DUE: ("快到期、已超期的答复（答辩）", "逾期不提交答复和证据，视为没有证据"),
    RiskKind.UNANSWERED: ("有了结果、没有登记答复（答辩）的案件", "逾期不提交答复和证据，视为没有证据"),
    RiskKind.IMPOSSIBLE_DAY: (
        "日期前后矛盾的复议诉讼",
        "年报按申请、起诉的日期统计，日期错了，可能计入别的年份",
    ),
    RiskKind.UNCONSULTED: (
        "写了征求第三方意见、没有登记过的文书",
        "涉及第三方合法权益的，应当书面征求第三方意见（《条例》第三十二条）；没有征求，程序违法",
    ),
    RiskKind.WRONG_REMEDY: (
        "救济告知不对的答复",
        "按发出之日的法律核对；没有正确告知的，申请人最长一年内都可以申请复议",
    ),
    RiskKind.LATE_REPLY: ("逾期作出的答复", "答复内容正确，也可能被确认违法"),
    RiskKind.NOT_RECONSIDERED: ("应当先复议而直接起诉的案件", "依据第十四条至第十六条不予公开的，应当先申请行政复议"),
    RiskKind.MISSING_EVIDENCE: ("缺证据的答复", "信息不存在要有检索记录，不予公开要有理由和依据"),
}


@dataclass(frozen=True, slots=True)
class Risk:
    """`where` leads to the record; `facts` is what stands in it, `todo` what to do now."""

    kind: RiskKind
    title: str
    where: str
    facts: str
    todo: str


def risks_of(organ: Organ, day: date) -> list[Risk]:
    """All that records tell today; in the order of the kinds."""
    replied = _replied(organ, day)
    acts = _acts_of(replied)
    return [
        *_nearly_late(organ, day),
        *_answers(organ, day),
        *_unanswered(organ, day),
        *_impossible_days(organ),
        *_unconsulted(organ, day),
        *_wrong_remedies(organ, day),
        *_late(replied, acts, day),
        *_not_reconsidered(organ),
        *_without_evidence(replied, acts),
    ]


def _replied(organ: Organ, day: date) -> list[Request]:
    since = day - OPEN_TO_CHALLENGE
    return list(Request.objects.filter(organ=organ, ended_on__gte=since).select_related("organ").order_by("-ended_on"))


def _acts_of(requests: Sequence[Request]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = defaultdict(list)
    for act in Act.objects.filter(request__in=[one.pk for one in requests], voiding=None).order_by("pk"):
        found[act.request_id].append(act)
    return found


def _case(one: Request) -> tuple[str, str]:
    return f"{one.number} {one.subject}".strip(), reverse("request", args=[one.organ.code, one.pk])


def _nearly_late(organ: Organ, day: date) -> Iterator[Risk]:
    try:
        until = working_calendar().add(day, SOON)
    except GongkaiError:
        until = day + timedelta(days=SOON)
    found = Request.objects.filter(organ=organ, is_open=True, due__lte=until).select_related("organ").order_by("due")
    for one in found:
        title, where = _case(one)
        late = one.due is not None and one.due < day
        todo = (
            "马上作出答复；在答复里如实说明，准备好逾期的理由"
            if late
            else "今天就定答复；来不及的，期限届满以前经负责人同意延长并告知申请人"
        )
        facts = f"{one.get_state_display()}，{words_of(one.due, day)}{'，暂定' if one.provisional else ''}"
        yield Risk(RiskKind.NEARLY_LATE, title, where, facts, todo)


def _answers(organ: Organ, day: date) -> Iterator[Risk]:
    for row in rows_of(unfinished(Dispute.objects.filter(organ=organ)), day):
        if row.next and row.next.what == ANSWER and row.tone in ("late", "soon"):
            facts = f"{row.dispute.body}，{row.next.name}：{row.words}"
            todo = "提交书面答复、答辩状和作出答复的全部证据、依据；确有正当事由的，期限届满以前书面申请延期提供"
            yield Risk(RiskKind.ANSWER_DUE, _title(row), _where(row.dispute), facts, todo)


def _unanswered(organ: Organ, day: date) -> Iterator[Risk]:
    """Decided, not withdrawn, within the last year; perhaps answered and only not recorded."""
    decided = Dispute.objects.filter(organ=organ, struck_reason="", closed_on__gte=day - OPEN_TO_CHALLENGE)
    held = Taken.objects.filter(dispute=OuterRef("pk"), voiding=None)
    found = decided.filter(Exists(held.filter(step="result")), ~Exists(held.filter(step="answer")))
    for one in found.select_related("organ").order_by("-closed_on"):
        facts = f"{one.body}{chinese_date(one.closed_on)}作出结果，没有登记提交过答复（答辩）"
        todo = "已经提交的，补登提交的日期和材料；确实没有提交的，查明原因，入卷"
        yield Risk(RiskKind.UNANSWERED, f"{one.number} {one.about}", _where(one), facts, todo)


def _impossible_days(organ: Organ) -> Iterator[Risk]:
    """Recorded before this was checked, or another day was corrected since."""
    about = Q(request__isnull=False) | Q(earlier__isnull=False)
    found = list(
        Dispute.objects.filter(about, organ=organ, struck_reason="").select_related("organ", "request", "earlier")
    )
    acts = _acts_of([one.request for one in found if one.request])
    for one in found:
        attacked = attacked_of(one.request, acts[one.request.pk]) if one.request else None
        decided = one.earlier.closed_on if one.earlier else None
        for wrong in contradictions(against=one.against, filed=one.filed_on, attacked=attacked, decided=decided):
            yield Risk(RiskKind.IMPOSSIBLE_DAY, f"{one.number} {one.about}", _where(one), wrong.text, wrong.remedy)


def _title(row: Row) -> str:
    return f"{row.dispute.number} {row.dispute.about}"


def _where(one: Dispute) -> str:
    return reverse("dispute", args=[one.organ.code, one.pk])


def _unconsulted(organ: Organ, day: date) -> Iterator[Risk]:
    """Letters that were written before this was checked, or whose consultation was voided since."""
    found = OutgoingLetter.objects.filter(organ=organ, subject_kind=SUBJECT, code__in=_WITH_OPINION).exclude(
        state="void"
    )
    since = Q(dispatched_on=None) | Q(dispatched_on__gte=day - OPEN_TO_CHALLENGE)
    letters = list(found.filter(since).select_related("organ").order_by("-pk"))
    cases = Request.objects.select_related("organ").in_bulk([one.subject_id for one in letters])
    for letter in letters:
        case = cases.get(letter.subject_id)
        for doubt in bearing_out.doubts(letter, case.pk) if case else ():
            facts = f"{letter}：{doubt.text}"
            todo = "没有发出的，修改文书；已经发出的，把征求意见书和意见补登入卷，没有征求过的，主动纠正"
            yield Risk(RiskKind.UNCONSULTED, *_case(case), facts, todo)


_WITH_OPINION = [code for code, kind in LETTERS.items() if bearing_out.OPINION in kind.fields]


def _wrong_remedies(organ: Organ, day: date) -> Iterator[Risk]:
    """What the letter told, against what the law of its day of dispatch and the organ's settings ask for."""
    sent = OutgoingLetter.objects.filter(organ=organ, dispatched_on__gte=day - OPEN_TO_CHALLENGE, subject_kind=SUBJECT)
    codes = [code for code, kind in LETTERS.items() if kind.replies]
    letters = sent.filter(code__in=codes).exclude(state="void").select_related("organ").order_by("-dispatched_on")
    cases = Request.objects.select_related("organ").in_bulk([one.subject_id for one in letters])
    for letter in letters:
        wanted = _wanted(letter)
        case = cases.get(letter.subject_id)
        if wanted is None or case is None or wanted == letter.told:
            continue
        facts = f"{letter}{chinese_date(letter.dispatched_on)}发出，写的是：{_words(letter.told)}"
        todo = f"应当是：{_words(wanted)}把正确的救济途径书面告知申请人，送达凭证入卷"
        yield Risk(RiskKind.WRONG_REMEDY, *_case(case), facts, todo)


def _words(lines: Iterable[str]) -> str:
    return "".join(f"“{line}”" for line in lines) or "没有告知。"


def _wanted(letter: OutgoingLetter) -> list[str] | None:
    """None where it cannot be said: the organ's settings name no reviewing organ or court."""
    try:
        return list(remedy_lines(letter.kind, occasion_of(letter, letter.dispatched_on)))
    except GongkaiError:
        return None


def _late(requests: Iterable[Request], acts: dict[int, list[Act]], day: date) -> Iterator[Risk]:
    """By the library's own warning; each reply of a request, also one that was ordered."""
    for one in requests:
        try:
            clocks = standing(history_of(one.received_on, acts[one.pk]), on=day, calendar=working_calendar()).clocks
        except GongkaiError:
            continue
        late = [warning.text for warning in clocks.warnings if warning.code == "LATE_REPLY"] if clocks else []
        if late:
            todo = "把逾期的原因、延期或者暂停计算的依据和送达凭证整理入卷；被复议的，先与申请人沟通"
            yield Risk(RiskKind.LATE_REPLY, *_case(one), "；".join(late), todo)


def _not_reconsidered(organ: Organ) -> Iterator[Risk]:
    """《行政复议法》第二十三条第一款第（四）项."""
    direct = Q(kind="litigation", after_reconsideration=False, is_open=True, struck_reason="")
    found = Dispute.objects.filter(direct, organ=organ).exclude(request=None).select_related("organ", "request")
    for one in found:
        act = _contested(one)
        if act is None or not reconsideration_first(organ, act):
            continue
        facts = f"{chinese_date(act.on)}以“{REPLIES[act.reply].name}”答复，原告没有先申请行政复议"
        todo = "答辩时提出应当先申请行政复议（《行政复议法》第二十三条第一款第（四）项），并核对答复书当时怎样告知的"
        yield Risk(RiskKind.NOT_RECONSIDERED, f"{one.number} {one.about}", _where(one), facts, todo)


def _contested(one: Dispute) -> Act | None:
    """The last reply before the suit."""
    if one.request is None:
        return None
    found = one.request.acts.filter(event="replied", voiding=None, on__lte=one.filed_on).exclude(reply="")
    return found.order_by("on", "pk").last()


def reconsideration_first(organ: Organ, act: Act) -> bool:
    """Whether the law of that day put reconsideration before a suit against this reply."""
    habits = habits_of(organ)
    grounds = act.data.get("grounds") if act.reply == "R37" else None
    try:
        found = remedies_for(
            REPLIES[act.reply].outcome,
            dispatched=act.on,
            organ=OrganKind(habits.organ_kind) if habits.organ_kind else organ_kind_of(organ),
            grounds=grounds,
        )
    except GongkaiError:
        return False
    return Block.A in found.blocks


def _without_evidence(requests: Iterable[Request], acts: dict[int, list[Act]]) -> Iterator[Risk]:
    for one in requests:
        reply = next((act for act in reversed(acts[one.pk]) if act.event == "replied" and act.reply), None)
        if reply is None:
            continue
        evidence, grounds = reply.data.get("evidence") or {}, tuple(reply.data.get("grounds") or ())
        missing = [said.label for said in missing_evidence(reply.reply, evidence, grounds)]
        if missing:
            facts = f"{chinese_date(reply.on)}以“{REPLIES[reply.reply].name}”答复，卷里没有：{'、'.join(missing)}"
            todo = "找到作出答复时的材料，扫描存入申请的“材料”；没有的不要补写，被复议时如实说明"
            yield Risk(RiskKind.MISSING_EVIDENCE, *_case(one), facts, todo)
