"""The bar of the back office: where one works, its sections, and what belongs to one's own account."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils import timezone

from gongkai_web.frame.asking import REMEMBERED
from gongkai_web.frame.sections import sections_of
from gongkai_web.office.devices import described
from gongkai_web.office.selectors import organs_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.reading import reading
from gongkai_web.organs.roles import THREE_ADMINS
from gongkai_web.organs.selectors import held
from gongkai_web.workflow.due_words import due_words, plain_due_words

register = template.Library()
register.filter("device", described)
register.filter("due_words", due_words)
register.filter("plain_due_words", plain_due_words)


@register.simple_tag
def sign_on_name() -> str:
    """What the other system is called, where one may sign in through it."""
    return settings.SIGN_ON.name if settings.SIGN_ON else ""


@register.inclusion_tag("office/_bar_parts.html", takes_context=True)
def office_bar(context: RequestContext) -> dict[str, Any]:
    """For somebody signed in; on a page of no organ, the sections are those of the organ they were in last."""
    with reading():
        return _bar(context)


def _bar(context: RequestContext) -> dict[str, Any]:
    request = context["request"]
    person, day = request.user, timezone.localdate()
    if not isinstance(person, Person):
        return {"who": None}
    organs = organs_of(person, day)
    organ = context.get("organ") or _last(organs, request.session.get(REMEMBERED, ""))
    key = context.get("office_section", "")
    return {
        "who": person,
        "organ": organ,
        "others": [one for one in organs if one != organ],
        "keeps": any(one.role in THREE_ADMINS for one in held(person, day)),
        "key": key,
        "sections": _linked(person, organ),
    }


def _last(organs: list[Organ], code: str) -> Organ | None:
    return next((one for one in organs if one.code == code), organs[0] if organs else None)


def _linked(person: Person, organ: Organ | None) -> list[dict[str, str]]:
    if organ is None:
        return []
    sections = sections_of(person, organ, timezone.localdate())
    return [{"key": one.key, "label": one.label, "url": one.url(organ)} for one in sections]
