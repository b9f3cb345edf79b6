"""The particulars of the disclosure office, the leading group, and the 指南's renewal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.guide import HEAD, RENEWED, changed, particulars_of
from gongkai_web.organs.models import LeadingMember, Organ, Particulars, Person, Renewal
from gongkai_web.organs.rules import may_state_particulars
from gongkai_web.organs.services.permission import required

STATED = tuple(
    field.name
    for field in Particulars._meta.concrete_fields
    if field.name not in ("id", "organ", "stated_at", "stated_by")
)


@transaction.atomic
def state_particulars(
    *, by: Person | None, organ: Organ, given: Mapping[str, str], seen: int | None, now: datetime
) -> Particulars:
    """A new row with what is said now. `seen` is the row that the writer had before them: whoever was faster wins, and
    the other is told. What the guide says and no longer holds asks for its renewal (条例第十二条)."""
    required(by, may_state_particulars, organ)
    Organ.objects.select_for_update().get(pk=organ.pk)
    before = particulars_of(organ)
    if (before.pk if before else None) != seen:
        raise OrganError(_("刚刚有人改过机构信息"), _("请在另一个窗口打开看看，再决定是否保存"))
    stated = Particulars(organ=organ, stated_by=by, stated_at=now, **{name: given.get(name, "") for name in STATED})
    fields = [name for name in STATED if getattr(before, name, "") != getattr(stated, name)]
    if before and not fields:
        return before
    stated.save()
    for element in changed(before, stated):
        detail = "；".join(getattr(stated, name) for name in element.fields if getattr(stated, name))
        _ask(organ, element.key, detail, timezone.localdate(now))
    record(key="particulars.stated", actor=by, organ=organ.code, target=f"organ:{organ.code}", fields=fields)
    return stated


def head_changed(organ: Organ, detail: str, on: date) -> None:
    """For posts: another head, where there is a guide that names one."""
    if particulars_of(organ):
        _ask(organ, HEAD, detail, on)


def _ask(organ: Organ, what: str, detail: str, on: date) -> None:
    """One open renewal for each thing: changed twice before it is confirmed, the first day counts."""
    asked, made = Renewal.objects.get_or_create(
        organ=organ,
        what=what,
        confirmed_at=None,
        defaults={"detail": detail[:200], "changed_on": on},
    )
    if not made:
        asked.detail = detail[:200]
        asked.save(update_fields=["detail"])


@transaction.atomic
def confirm_guide(*, by: Person | None, organ: Organ, now: datetime) -> int:
    """The guide was gone through and says what holds now; how many renewals this settles."""
    required(by, may_state_particulars, organ)
    settled = Renewal.objects.filter(organ=organ, confirmed_at__isnull=True)
    what = [str(RENEWED[one.what]) for one in settled]
    number = settled.update(confirmed_at=now, confirmed_by=by)
    record(key="guide.confirmed", actor=by, organ=organ.code, target=f"organ:{organ.code}", what=what)
    return number


@transaction.atomic
def state_leading_group(
    *, by: Actor | None, organ: Organ, members: Iterable[tuple[str, str, str]], seen: str
) -> list[LeadingMember]:
    """The whole group anew: (place, name, title) in their order. `seen` is `group_mark` of what the writer had before."""
    required(by, may_state_particulars, organ)
    Organ.objects.select_for_update().get(pk=organ.pk)
    if group_mark(organ) != seen:
        raise OrganError(_("刚刚有人改过领导小组名单"), _("请在另一个窗口打开看看，再决定是否保存"))
    organ.leading_members.all().delete()
    made = LeadingMember.objects.bulk_create(
        LeadingMember(organ=organ, place=place, name=name, title=title, order=order)
        for order, (place, name, title) in enumerate(members)
    )
    said = [[one.place, one.name, one.title] for one in made]
    record(key="leading_group.stated", actor=by, organ=organ.code, target=f"organ:{organ.code}", members=said)
    return made


def group_mark(organ: Organ) -> str:
    """Tells whether the list is still the one that somebody saw."""
    return ",".join(str(pk) for pk in organ.leading_members.values_list("pk", flat=True))
