"""规范性文件: those in force on a day, those that will end, those nobody interprets, those that ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.listing import COUNTED, bounded
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import may_release
from gongkai_web.publishing.validity import expiring, in_force, normative_documents, uninterpreted, validity_of
from gongkai_web.publishing.views.asking import today, working_in

PAGE = 50


class Tab(models.TextChoices):
    IN_FORCE = "in_force", _("某天有效的")
    EXPIRING = "expiring", _("半年内到期")
    UNINTERPRETED = "uninterpreted", _("还没有解读")
    ENDED = "ended", _("已废止或失效")


@require_safe
@login_required
def documents(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = working_in(request, code)
    tab = Tab(request.GET["list"]) if request.GET.get("list") in Tab.values else Tab.IN_FORCE
    day = _day(request.GET.get("day", ""))
    lists = {one: _list(one, organ, day if one is tab else today()) for one in Tab}
    number = _number(request.GET.get("page", ""))
    page = list(lists[tab].select_related("repealed_by")[(number - 1) * PAGE : number * PAGE + 1])
    shown: dict[str, Any] = {
        "organ": organ,
        "office_section": "documents",
        "tab": tab,
        "tabs": [(one, bounded(found)) for one, found in lists.items()],
        "day": day,
        "rows": [(one, validity_of(one, day)) for one in page[:PAGE]],
        "count": bounded(lists[tab]),
        "counted": COUNTED,
        "number": number,
        "more": len(page) > PAGE and number < COUNTED // PAGE,
        "releases": may_release(person, organ, today()),
    }
    return render(request, "publishing/documents.html", shown)


def _list(tab: Tab, organ: Organ, day: date) -> QuerySet[Item]:
    now = timezone.now()
    if tab is Tab.EXPIRING:
        return expiring(organ, today(), now)
    if tab is Tab.UNINTERPRETED:
        return uninterpreted(organ, now)
    if tab is Tab.ENDED:
        ended = Q(repealed_on__lte=today()) | Q(expires_on__lt=today())
        return normative_documents(organ, now).filter(ended)
    return in_force(organ, day, now)


def _day(given: str) -> date:
    try:
        return parse_date(given) or today()
    except ValueError:
        return today()


def _number(given: str) -> int:
    return max(1, min(int(given), COUNTED // PAGE)) if given.isdigit() and len(given) < 6 else 1
