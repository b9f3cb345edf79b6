"""Setting the site an organ's pages belong to: names and codes for the inspections, links of its head and foot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.portal.models import Theme
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.rules import may_configure

SET = ("site_name", "site_domain", "site_code", "head_links", "foot_links", "foot_text")


def theme_of(organ: Organ) -> Theme:
    """As it is set for this very organ; empty where it takes that of the government above."""
    return Theme.objects.filter(organ=organ).first() or Theme(organ=organ)


@transaction.atomic
def set_theme(*, by: Person, organ: Organ, now: datetime, **given: Any) -> Theme:
    if not may_configure(by, organ, timezone.localdate(now)):
        raise PublishingError("您没有设置本机关网页的岗位", "请经办人或者负责人设置")
    theme, _ = Theme.objects.select_for_update().get_or_create(organ=organ)
    before = {name: getattr(theme, name) for name in SET}
    changed = sorted(name for name in SET if before[name] != given[name])
    if not changed:
        return theme
    for name in changed:
        setattr(theme, name, given[name])
    theme.previous = before
    theme.save()
    said = {name: given[name] for name in changed}
    record(key="site.set", actor=by, organ=organ.code, target=f"organ:{organ.code}", **said)
    return theme


@transaction.atomic
def undo_theme(*, by: Person, organ: Organ, now: datetime) -> Theme:
    """Back to what was set before the last change; done twice, it is the last change again."""
    theme = theme_of(organ)
    if theme.previous is None:
        raise PublishingError("没有可以撤销的修改", "网页的设置还没有改过")
    return set_theme(by=by, organ=organ, now=now, **theme.previous)
