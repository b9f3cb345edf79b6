"""The page of an item and its files, as the gate lets them out today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongkai_web.export.addresses import file_path, item_page
from gongkai_web.export.contexts import Surroundings
from gongkai_web.files.models import StoredFile
from gongkai_web.portal import tags
from gongkai_web.portal.attachments import listed, main_text
from gongkai_web.portal.metadata import facts, state_of
from gongkai_web.portal.selectors.surroundings import corrections, linked
from gongkai_web.portal.texts import framed
from gongkai_web.publishing.gate import shown
from gongkai_web.publishing.models import Item

TEMPLATE, GONE = "portal/item.html", "portal/recalled.html"


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`files` are those that go with the page, by path."""

    path: str
    context: dict[str, Any]
    files: dict[str, StoredFile]
    ended: bool


def page_of(item: Item, around: Surroundings, address: str, has_links: bool) -> ItemPage:
    """`address` is where the host shows the folder; `has_links` spares a question for the many that have none."""
    item.organ = around.organ
    seen = shown(item, around.day)
    path, column = item_page(item.pk), item.column
    url, main = f"{address}{path}" if address else "", main_text(seen)
    context = around.around(column.top if column else "", column)
    context["tags"] = context["tags"] + tags.of_article(seen, url)
    context |= {
        "item": item,
        "facts": facts(seen),
        "state": state_of(item, around.day),
        "names_ended": seen.names_ended,
        "body": framed(seen.body + (main.html if main else "")),
        "main": main.file if main else None,
        "attachments": listed(seen),
        "corrections": [] if seen.names_ended else corrections(item),
        "linked": linked(item, around.now) if has_links else [],
        "mail_subject": quote(item.index_number or item.title),
    }
    files = {file_path(one.file): one.file for one in seen.attachments}
    return ItemPage(path, context, files, seen.names_ended)
