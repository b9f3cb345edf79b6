"""The day a request counts as received, by the way it came (《条例》第三十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.calendar import Calendar
from gongkai.statute import REGULATION


class Channel(StrEnum):
    COUNTER = "counter"
    ORAL = "oral"
    REGISTERED_POST = "registered_post"
    ORDINARY_POST = "ordinary_post"
    PORTAL = "portal"
    EMAIL = "email"
    FAX = "fax"

    @property
    def label(self) -> str:
        return _RULES[self].label


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """`confirmed`: the day both sides confirmed counts, and until then there is no day of receipt; else the day the
    request was handed in or signed for."""

    label: str
    day: str
    article: str
    confirmed: bool = False


_RULES = {
    Channel.COUNTER: ReceiptRule("当面提交", "提交之日", REGULATION.cite(31, 0, 1)),
    Channel.ORAL: ReceiptRule("口头提出（代为填写）", "提交之日", f"{REGULATION.cite(29, 1)}、第三十一条第（一）项"),
    Channel.REGISTERED_POST: ReceiptRule("挂号信、快递等需签收的邮寄", "签收之日", REGULATION.cite(31, 0, 2)),
    Channel.ORDINARY_POST: ReceiptRule(
        "平信等无需签收的邮寄", "与申请人确认之日", REGULATION.cite(31, 0, 2), confirmed=True
    ),
    Channel.PORTAL: ReceiptRule("网上提交", "双方确认之日", REGULATION.cite(31, 0, 3), confirmed=True),
    Channel.EMAIL: ReceiptRule("电子邮件", "双方确认之日", REGULATION.cite(31, 0, 3), confirmed=True),
    Channel.FAX: ReceiptRule("传真", "双方确认之日", REGULATION.cite(31, 0, 3), confirmed=True),
}

_CONFIRMATION_DAYS = 1
"""第三十一条第（二）项 wants a letter without signature confirmed on the day it comes; one working day on, it is late."""


def receipt_rule(channel: Channel) -> ReceiptRule:
    return _RULES[channel]


def day_of_receipt(channel: Channel, arrived: date, confirmed: date | None = None) -> date | None:
    """收到申请之日: None where this way needs a confirmation that has not been had.

    Raises ValueError for a confirmation before the request arrived.
    """
    if confirmed is not None and confirmed < arrived:
        raise ValueError("confirmed before it arrived")
    return confirmed if _RULES[channel].confirmed else arrived


def confirm_by(arrived: date, calendar: Calendar) -> date:
    """The last day on which a request that needs confirming is confirmed without delay."""
    return calendar.add(arrived, _CONFIRMATION_DAYS)
