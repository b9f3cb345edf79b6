"""Letters and replies that were made public, as they are searched, told in feeds and exported: only what was written for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai_web.mailbox.models import Publication
from gongkai_web.mailbox.selectors import published
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.besides import Besides

KIND = _("来信和答复")


class Letters:
    log_kind = "mailbox_letter"
    first = 1 << 40

    def touched(self, key: int, data: Mapping[str, Any]) -> Collection[int]:
        return [self.first + pk for pk in Publication.objects.filter(letter=key).values_list("pk", flat=True)]

    def total(self) -> int:
        return published().count()

    def found(self, organ: Organ | None = None, keys: Collection[int] | None = None) -> Iterator[Besides]:
        rows = published().select_related("organ").prefetch_related("organ__names")
        rows = rows.filter(organ=organ) if organ else rows
        if keys is not None:
            rows = rows.filter(pk__in=[key - self.first for key in keys if key >= self.first])
        return (self._besides(one) for one in rows)

    def _besides(self, one: Publication) -> Besides:
        return Besides(
            key=self.first + one.pk,
            organ_id=one.organ_id,
            url=reverse("open_mailbox_letter", args=[one.organ.code, one.pk]),
            title=one.title,
            text=f"{one.text}\n{one.reply}",
            kind=KIND,
            publisher=one.organ.name,
            published_on=timezone.localdate(one.published_at),
            published_at=one.published_at,
        )
