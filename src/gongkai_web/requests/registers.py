"""台账: the registers of a year as lines of a workbook: registration, replies, fees by applicant and month, service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from gongkai.report.forms import outcome_in_full
from gongkai.statute import REPLIES, FeeError, fee_by_items
from gongkai_web.channels.workbooks import Cell, to_xlsx
from gongkai_web.organs.models import Organ
from gongkai_web.requests.models import Act, Applicant, Fee, Request
from gongkai_web.requests.namesakes import ADVICE, several_names
from gongkai_web.requests.namesakes import numbers as numbers_of

Lines = list[list[Cell]]


def workbook(organ: Organ, year: int, *, named: bool) -> bytes:
    """All registers of a year; `named`: with the names of persons in the open."""
    requests = list(requests_of(organ, year))
    return to_xlsx(
        {
            "登记台账": registration(requests, named=named),
            "答复台账": replies(requests),
            "收费台账": fees(requests, named=named),
            "送达台账": service(requests),
        }
    )


def requests_of(organ: Organ, year: int) -> Iterable[Request]:
    """Those that arrived in the year, and those still open when it began."""
    carried = Q(arrived_on__year__lt=year) & (Q(ended_on=None) | Q(ended_on__year__gte=year))
    found = Request.objects.filter(Q(arrived_on__year=year) | carried, organ=organ)
    return found.select_related("applicant", "unit", "handler").order_by("arrived_on", "pk")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _name(applicant: Applicant, named: bool) -> str:
    return applicant.name if named and not applicant.erased_at else applicant.masked_name


def registration(requests: Iterable[Request], *, named: bool) -> Lines:
    heads = (
        "登记编号",
        "收件日期",
        "收到申请之日",
        "渠道",
        "邮件号",
        "申请人",
        "申请人类别",
        "信息名称",
        "文号",
        "形式",
    )
    lines: Lines = [
        [*heads, "获取方式", "承办站所", "承办人", "状态", "答复期限", "暂定", "办理结果", "办结日期", "归档号"]
    ]
    for one in requests:
        start = [one.number, _day(one.arrived_on), _day(one.received_on), one.get_channel_display(), one.mail_number]
        who = [_name(one.applicant, named), one.applicant.get_category_display()]
        what = [one.subject, one.document_number, one.get_form_display(), one.get_way_display()]
        by = [str(one.unit or ""), str(one.handler or "")]
        end = [one.get_state_display(), _day(one.due), "暂定" if one.provisional else ""]
        result = [outcome_in_full(one.outcome), _day(one.ended_on), one.archive_number]
        lines.append([*start, *who, *what, *by, *end, *result])
    return lines


def _acts(requests: Iterable[Request], *events: str) -> Iterable[Act]:
    found = Act.objects.filter(request__in=[one.pk for one in requests], event__in=events, voiding=None)
    return found.select_related("request").order_by("on", "pk")


def replies(requests: list[Request]) -> Lines:
    lines: Lines = [["登记编号", "信息名称", "答复日期", "文号", "答复种类", "依据", "年报统计行", "答复期限", "逾期"]]
    for act in _acts(requests, "replied", "closed", "withdrawn"):
        reply = REPLIES.get(act.reply or ("R_WITHDRAW" if act.event == "withdrawn" else ""))
        kind = [reply.name, reply.article, outcome_in_full(reply.outcome)] if reply else ["", "", ""]
        due = act.request.due
        late = "逾期" if act.event == "replied" and due and act.on > due else ""
        lines.append([act.request.number, act.request.subject, _day(act.on), act.letter_number, *kind, _day(due), late])
    return lines


def service(requests: list[Request]) -> Lines:
    lines: Lines = [["登记编号", "信息名称", "送达日期", "方式", "邮件号或者签收人"]]
    ways = {"post": "邮寄", "direct": "直接送达", "agent": "委托送达", "online": "网上、电子邮件"}
    for act in _acts(requests, "served"):
        how = [ways.get(act.data.get("way", ""), ""), str(act.data.get("tracking", ""))]
        lines.append([act.request.number, act.request.subject, _day(act.on), *how])
    return lines


def fees(requests: list[Request], *, named: bool) -> Lines:
    """One line an applicant and month, over all channels: how many, what the scale would give, what was asked and paid."""
    lines: Lines = [["月份", "申请人", "件数", "按件计收应为（元）", "已通知（元）", "已缴（元）", "登记编号"]]
    charged = {fee.request_id: fee for fee in Fee.objects.filter(request__in=[one.pk for one in requests])}
    groups: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for one in requests:
        groups[f"{one.arrived_on:%Y-%m}", key_of(one.applicant)].append(one)
    for (month, _), ones in sorted(groups.items(), key=lambda item: (item[0][0], item[1][0].pk)):
        asked = [charged[one.pk] for one in ones if one.pk in charged]
        numbers = numbers_of(ones)
        paid = sum(fee.amount for fee in asked if fee.payment_id)
        amounts: list[Cell] = [len(ones), _scale(len(ones), ones[0].arrived_on), sum(fee.amount for fee in asked), paid]
        lines.append([month, _names(ones, named), *amounts, numbers])
    return lines


def _names(ones: list[Request], named: bool) -> str:
    """One name; where one number of identity stands under several, each with its requests, so that it is seen."""
    if not several_names(ones):
        return _name(ones[0].applicant, named)
    groups: dict[str, list[Request]] = defaultdict(list)
    for one in ones:
        groups[one.applicant.name_key].append(one)
    said = "、".join(f"{_name(same[0].applicant, named)}（{numbers_of(same)}）" for same in groups.values())
    return f"{said}：{ADVICE}"


def _scale(items: int, day: date) -> Cell:
    try:
        return fee_by_items(items, on=day).total
    except FeeError:
        return "没有收费办法"


def key_of(applicant: Applicant) -> str:
    """By what the same applicant is known in several letters; one who is known by nothing stands alone."""
    return applicant.identity_key or (
        applicant.name_key + (applicant.phone_key or applicant.email_key or f"#{applicant.pk}")
    )
