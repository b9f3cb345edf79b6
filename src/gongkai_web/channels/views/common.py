"""What every page of the channels does first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongkai_web.channels.models import Channel, Import, Record
from gongkai_web.channels.rules import may_arrange, may_look, may_record
from gongkai_web.channels.wanted import Wanted
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import may_see

SECTION = "channels"


def looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    """The organ and the person, if the person works there."""
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def recorded_by(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code)
    allowed(may_record(person, organ, timezone.localdate()))
    return organ, person


def arranged_by(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_arrange(person, organ, timezone.localdate()))
    return organ, person


def record_in(organ: Organ, pk: int) -> Record:
    kept = Record.objects.select_related("organ", "channel", "unit", "item", "by", "photo", "struck_by", "batch")
    return get_object_or_404(kept, pk=pk, organ=organ)


def channel_in(organ: Organ, pk: int) -> Channel:
    return get_object_or_404(Channel.objects.select_related("organ"), pk=pk, organ=organ)


def import_in(organ: Organ, pk: int) -> Import:
    return get_object_or_404(Import.objects.select_related("organ", "channel", "by"), pk=pk, organ=organ)


def item_in(organ: Organ, pk: int, person: Person) -> Item:
    item = get_object_or_404(Item.objects.select_related("organ", "unit", "revision"), pk=pk, organ=organ)
    if not may_see(person, item, timezone.localdate()):
        raise Http404
    return item


def to_records(organ: Organ, wanted: Wanted) -> HttpResponse:
    response = redirect("channel_records", organ.code)
    response["Location"] += f"?{wanted.query}" if wanted.query else ""
    return response


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep; its name in Chinese."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = _disposition(name)
    return response


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return str(content_disposition_header(True, name))
