"""On the back-office page of an item: where it is public, since when, and a line to record another place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai_web.channels.disclosed import timeliness
from gongkai_web.channels.forms import PlaceForm
from gongkai_web.channels.rules import may_record
from gongkai_web.channels.selectors import channels_on, records_of_item
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.workflow.models import Round, Verdict


def context(item: Item, person: Person, day: date) -> Mapping[str, Any] | None:
    """What the panel shows; None for what is neither published nor recorded anywhere."""
    records = list(records_of_item(item))
    if item.public == Item.Public.NONE and not records and not _is_ready(item):
        return None
    may = may_record(person, item.organ, day)
    form = PlaceForm(organ=item.organ, initial={"on": day})
    form.fields["channel"].queryset = channels_on(item.organ, day)  # type: ignore[attr-defined]
    return {
        "records": records,
        "timeliness": timeliness(item, item.formed_on or _latest(item).formed_on),
        "is_late": _is_late(item, day),
        "form": form if may else None,
        "has_channels": item.organ.channels.exists(),
        "day": day,
    }


def _is_late(item: Item, day: date) -> bool:
    found = timeliness(item, item.formed_on)
    return found is not None and found.is_late(day)


def _is_ready(item: Item) -> bool:
    """Approved: it may be on the board before it is on the portal."""
    return item.revisions.filter(state=Revision.State.APPROVED).exists()


def _latest(item: Item) -> Revision:
    return item.revision or item.revisions.order_by("-number").first() or Revision(item=item)


def title_of(item: Item) -> str:
    return item.title or _latest(item).title


def names_of(item: Item, releaser: Person) -> dict[str, str]:
    """拟稿人、审稿人、发布人 of a post of new media: who drafted the text, who approved it last, who puts it out."""
    last = Round.objects.filter(subject_kind="item", subject_id=item.pk, state="approved").order_by("-pk").first()
    decision = (
        last.decisions.filter(verdict=Verdict.APPROVE).select_related("by").order_by("-pk").first() if last else None
    )
    return {
        "drafted_by": _latest(item).drafted_by.full_name,
        "reviewed_by": decision.by.full_name if decision else "",
        "released_by": releaser.full_name,
    }
