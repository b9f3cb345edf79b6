"""What the pages about the 指南 show: its history, what asks for its renewal and until when, the group in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.statute.periods import PUBLICATION_DAYS
from gongkai_web.organs.guide import RENEWED, open_renewals
from gongkai_web.organs.models import LeadingMember, Organ, Renewal
from gongkai_web.organs.services.guide import STATED
from gongkai_web.workflow.deadlines import due

SHOWN = 20
NAMES: dict[str, Any] = {
    "name": _("机构名称"),
    "answers": _("负责人"),
    "address": _("办公地址"),
    "postcode": _("邮政编码"),
    "hours": _("办公时间"),
    "phone": _("联系电话"),
    "fax": _("传真号码"),
    "email": _("电子邮箱"),
    "website": _("网站"),
    "request_email": _("申请邮箱"),
    "credit_code": _("统一社会信用代码"),
    "classification": _("分类"),
    "arrangement": _("编排体系"),
    "access": _("获取方式"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One statement: when, by whom, and each field that came to say something else."""

    at: datetime
    by: str
    fields: tuple[tuple[str, str, str], ...]


def history(organ: Organ) -> list[Change]:
    """The newest first."""
    rows = list(organ.particulars.select_related("stated_by")[: SHOWN + 1])
    pairs = zip(rows, [*rows[1:], None], strict=False)
    changes = [
        Change(row.stated_at, str(row.stated_by or ""), tuple(_differences(before, row))) for row, before in pairs
    ]
    return changes[:SHOWN]


def _differences(before: Any, after: Any) -> Iterable[tuple[str, str, str]]:
    for name in STATED:
        old, new = getattr(before, name, ""), getattr(after, name)
        if old != new:
            yield str(NAMES[name]), old, new


@dataclass(frozen=True, slots=True)
class Asked:
    """A renewal of the guide, and its last day: what is made or changed is disclosed in time (条例第二十六条)."""

    label: str | Promise
    renewal: Renewal
    due: date | None
    provisional: bool


def renewals_shown(organ: Organ) -> list[Asked]:
    return [_asked(one) for one in open_renewals(organ)]


def _asked(renewal: Renewal) -> Asked:
    last = due(renewal.changed_on, PUBLICATION_DAYS)
    return Asked(
        RENEWED.get(renewal.what, renewal.what), renewal, last.on if last else None, bool(last and last.provisional)
    )


def ordered_members(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Leader, deputies, members; within them by the number given, then as they stand."""
    places = [place.value for place in LeadingMember.Place]
    named = [row for row in rows if row.get("name")]
    named.sort(key=lambda row: (places.index(row["place"]), row.get("order") or 1000))
    return [(row["place"], row["name"], row["title"]) for row in named]
