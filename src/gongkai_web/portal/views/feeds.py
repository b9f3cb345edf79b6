"""RSS and Atom: what an organ published last, for readers' programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.views.decorators.http import require_safe

from gongkai_web.portal.frames import frame_of
from gongkai_web.portal.kept.pages import kept, of_its_organ
from gongkai_web.portal.sites import NAME
from gongkai_web.publishing.besides import Besides, of_organ
from gongkai_web.publishing.gate import names_ended, visible
from gongkai_web.publishing.models import Item

MOST = 50
FORMS = {"rss": feedgenerator.Rss201rev2Feed, "atom": feedgenerator.Atom1Feed}


@require_safe
@kept(of_its_organ)
def feed(request: HttpRequest, code: str, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    frame, now = frame_of(request, code), timezone.now()
    made = FORMS[form](
        title=f"{frame.name}{NAME}",
        link=request.build_absolute_uri(reverse("open_organ", args=[code])),
        description=f"{frame.name}主动公开的政府信息",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
    )
    items = visible(now).filter(organ=frame.organ).select_related("revision", "column")
    newest: list[Item | Besides] = [*items.order_by("-published_on", "-pk")[:MOST], *of_organ(frame.organ)[:MOST]]
    newest.sort(key=lambda one: one.published_on or date.min, reverse=True)
    for one in newest[:MOST]:
        (_add_beside if isinstance(one, Besides) else _add)(made, one, request)  # type: ignore[arg-type]
    return HttpResponse(made.writeString("utf-8"), content_type=f"{made.content_type.partition(';')[0]}; charset=utf-8")


def _add(made: feedgenerator.SyndicationFeed, item: Item, request: HttpRequest) -> None:
    """Once a 公示 has ended its title stands alone here too."""
    url = request.build_absolute_uri(reverse("open_item", args=[item.pk]))
    told = item.revision is not None and not names_ended(item, timezone.localdate())
    made.add_item(
        title=item.title,
        link=url,
        description=item.revision.summary if told and item.revision else "",
        pubdate=_published(item),
        updateddate=item.changed_at or item.published_at,
        unique_id=url,
        author_name=item.publisher,
        categories=[item.column.name] if item.column else [],
    )


def _add_beside(made: feedgenerator.SyndicationFeed, one: Besides, request: HttpRequest) -> None:
    url = request.build_absolute_uri(one.url)
    made.add_item(
        title=one.title,
        link=url,
        description=one.text,
        pubdate=one.published_at,
        updateddate=one.published_at,
        unique_id=url,
        author_name=one.publisher,
        categories=[str(one.kind)],
    )


def _published(item: Item) -> datetime | None:
    if item.published_at and item.published_on == timezone.localdate(item.published_at):
        return item.published_at
    return datetime.combine(item.published_on, time(), UTC) if item.published_on else item.published_at
