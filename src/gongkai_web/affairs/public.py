"""The affairs of an organ as the public sees them: by name where somebody released the name, and only what is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.affairs.models import Affair, Placement
from gongkai_web.affairs.stages import WHAT, Stage
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.columns import CONTENT
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Shown:
    """A stage with what is published of it, the oldest first."""

    stage: Stage
    items: tuple[Item, ...]

    @property
    def what(self) -> str:
        return str(WHAT[self.stage])


def shown_affairs(organ: Organ, now: datetime) -> list[Affair]:
    """Those whose name was released and of which something is published."""
    public = Placement.objects.filter(item__in=visible(now).filter(organ=organ)).values("affair")
    return list(Affair.objects.filter(organ=organ, shown_at__isnull=False, pk__in=public))


def stages_of(affair: Affair, now: datetime) -> list[Shown]:
    """The stages the affair has; one that nothing is published of stands there empty."""
    left = set(affair.left_out.values_list("stage", flat=True))
    rows = affair.placements.filter(item__in=visible(now)).select_related("item__organ")
    ordered = sorted(rows, key=lambda one: (one.item.published_on or now.date(), one.item_id))
    return [
        Shown(stage, tuple(one.item for one in ordered if one.stage == stage)) for stage in Stage if stage not in left
    ]


@require_safe
def affairs(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ, code=code)
    found = shown_affairs(organ, timezone.now())
    return render(request, "affairs/public_affairs.html", around(request, organ, CONTENT) | {"affairs": found})


@require_safe
def affair(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, now = get_object_or_404(Organ, code=code), timezone.now()
    kept = get_object_or_404(Affair.objects.select_related("organ"), pk=pk, organ=organ, shown_at__isnull=False)
    stages = stages_of(kept, now)
    if not any(one.items for one in stages):
        raise Http404
    page = around(request, organ, CONTENT) | {"affair": kept, "stages": stages}
    return render(request, "affairs/public_affair.html", page)
