"""A new item as somebody begins it: with its first words, a Word file's text, or a file that is the text itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai_web.audit.services import together
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing import rich_text
from gongkai_web.publishing.drafting import attach, begin
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import DRAFTERS, sees_all, working_roles
from gongkai_web.publishing.starts import Start


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with the form; `is_text` that it is the text itself, and published as it is."""

    name: str
    content: bytes
    is_text: bool


def units_of(person: Person, organ: Organ, day: date) -> list[Unit]:
    """In the name of which units a person may begin: their own, or any for a post of the whole organ."""
    running = organ.units.filter(ended_on__isnull=True)
    if sees_all(person, organ, day):
        return list(running)
    mine = [one.unit_id for one in working_roles(person, organ, day) if one.role in DRAFTERS]
    return list(running.filter(pk__in=[key for key in mine if key]))


@transaction.atomic
def begin_from(
    *,
    by: Person,
    organ: Organ,
    unit: Unit | None,
    now: datetime,
    upload: Upload | None = None,
    starts: Iterable[Start] = (),
    **content: Any,
) -> Item:
    """Begin an item, and either all of what it begins from goes in with it or nothing is begun."""
    if upload and not upload.is_text:
        content["body"] = rich_text.from_docx(upload.content)
    column = content.get("column")
    categories = column.categories if column else []
    with together():
        item = begin(by=by, organ=organ, unit=unit, now=now, categories=categories, **content).item
        if upload and upload.is_text:
            file = store(by=by, organ=organ, name=upload.name, content=upload.content)
            attach(by=by, item=item, file=file, now=now, is_main=True)
        for start in starts:
            if start.begun:
                start.begun(item, by, now)
    return item
