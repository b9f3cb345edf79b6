"""第三十六条第（一）项: the reply tells where the information is published. The item is chosen, its name and address are not
typed; whether it is still published is asked anew whenever the case or the applicant's page is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing import gate
from gongkai_web.publishing.models import Item
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Decision, Pointer, Request
from gongkai_web.requests.services.common import held, log, require_handler
from gongkai_web.requests.services.deciding import note_evidence

REPLY = "R36_1"
MOST = 20
_WHERE = "public_at"


def found(organ: Organ, words: str, now: datetime) -> Sequence[Item]:
    """The organ's published items whose title, document number or index number has all these words; the newest first."""
    asked = gate.visible(now).filter(organ=organ).select_related("column")
    for word in words.split():
        asked = asked.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)
        )
    return asked.order_by("-published_at", "-pk")[:MOST] if words.strip() else ()


@transaction.atomic
def point(*, by: Person, request: Request, version: int, item: int, site: str, now: datetime) -> Pointer:
    """`site`: the address before the item's, https://… without a slash at its end. Raises RequestError."""
    kept = held(request, version)
    require_handler(by, kept.organ, now)
    decision = Decision.objects.select_for_update().filter(request=kept).first()
    if not kept.is_open or decision is None or decision.reply != REPLY:
        raise RequestError("现在不能选已公开的信息", "先在“五问”里选“已经主动公开”")
    one = gate.visible(now).filter(organ=kept.organ, pk=item).first()
    if one is None:
        raise RequestError("这条信息没有公开，或者已经撤回", "请重新查找")
    line = _line(one, site)
    pointer, made = Pointer.objects.get_or_create(request=kept, item=one, defaults={"line": line, "by": by, "at": now})
    if made:
        lines = [*_lines(decision), line]
        note_evidence(kept, decision, {_WHERE: "\n".join(lines)}, by, now)
        log("pointed", by, kept, None, item=one.pk, index_number=one.index_number)
    return pointer


@transaction.atomic
def unpoint(*, by: Person, request: Request, version: int, pointer: int, now: datetime) -> None:
    kept = held(request, version)
    require_handler(by, kept.organ, now)
    decision = Decision.objects.select_for_update().filter(request=kept).first()
    one = kept.pointers.filter(pk=pointer).first()
    if not kept.is_open or decision is None or one is None:
        raise RequestError("没有选过这条信息", "请刷新页面")
    lines = [line for line in _lines(decision) if line != one.line]
    note_evidence(kept, decision, {_WHERE: "\n".join(lines)}, by, now)
    log("unpointed", by, kept, None, item=one.item_id)
    one.delete()


def pointed(request: Request, now: datetime) -> list[tuple[Pointer, bool]]:
    """Each with whether the public sees it at this moment; none where another reply was chosen since."""
    decision = Decision.objects.filter(request=request).first()
    if decision is None or decision.reply != REPLY:
        return []
    pointers = list(request.pointers.select_related("item"))
    seen = gate.only_visible([one.item_id for one in pointers], now)
    return [(one, one.item_id in seen) for one in pointers]


def _lines(decision: Decision) -> list[str]:
    return [line for line in str(decision.evidence.get(_WHERE, "")).splitlines() if line.strip()]


def _line(item: Item, site: str) -> str:
    called = "，".join(one for one in (item.document_number, f"索引号：{item.index_number}") if one)
    return f"《{item.title}》（{called}），网址：{site}{reverse('open_item', args=[item.pk])}"
