"""RSS and Atom of the folder. Addresses in them are whole where the host's is known, else as seen from the folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.utils import feedgenerator

from gongkai_web.export.addresses import ATOM, HOME, RSS, inside, item_page
from gongkai_web.export.contexts import Surroundings
from gongkai_web.export.source import whole_items
from gongkai_web.portal.sites import NAME
from gongkai_web.publishing.besides import Besides, of_organ
from gongkai_web.publishing.gate import names_ended
from gongkai_web.publishing.models import Item

MOST = 50
FORMS = {ATOM: feedgenerator.Atom1Feed, RSS: feedgenerator.Rss201rev2Feed}


def feeds(around: Surroundings, newest: list[int], address: str) -> Iterator[tuple[str, bytes]]:
    """None while there is nothing to tell: a feed without entries would say when it was made, and never be the same."""
    items = sorted(whole_items(around.organ, newest, around.now), key=lambda item: newest.index(item.pk))
    every: list[Item | Besides] = [*items, *of_organ(around.organ)[:MOST]]
    every.sort(key=lambda one: one.published_on or date.min, reverse=True)
    for path, form in FORMS.items() if every else ():
        made = form(
            title=f"{around.frame.name}{NAME}",
            link=address or HOME,
            description=f"{around.frame.name}主动公开的政府信息",
            language="zh-Hans",
            feed_url=f"{address}{path}",
        )
        for one in every[:MOST]:
            if isinstance(one, Besides):
                _add_beside(made, one, address)
            else:
                _add(made, one, around, address)
        yield path, made.writeString("utf-8").encode()


def _add(made: feedgenerator.SyndicationFeed, item: Item, around: Surroundings, address: str) -> None:
    """Once a 公示 has ended its title stands alone here too."""
    url = f"{address}{item_page(item.pk)}"
    told = item.revision is not None and not names_ended(item, around.day)
    published = item.published_at or (datetime.combine(item.published_on, time(), UTC) if item.published_on else None)
    made.add_item(
        title=item.title,
        link=url,
        description=item.revision.summary if told and item.revision else "",
        pubdate=published,
        updateddate=item.changed_at or published,
        unique_id=url,
        author_name=item.publisher,
        categories=[item.column.name] if item.column else [],
    )


def _add_beside(made: feedgenerator.SyndicationFeed, one: Besides, address: str) -> None:
    url = f"{address}{inside(one.url)}"
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
