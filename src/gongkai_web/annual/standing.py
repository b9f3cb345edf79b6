"""Where the report of a year stands. It follows from the revision of the portal's item it was frozen into."""

from __future__ import annotations

from django.db import models

from gongkai_web.annual.models import Report
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item, Revision

_R = Revision.State


class Standing(models.TextChoices):
    DRAFT = "draft", "编制中"
    RETURNED = "returned", "已退回，编制中"
    IN_REVIEW = "in_review", "审签中"
    SIGNED = "signed", "已签发，待公布"
    PUBLISHED = "published", "已公布"
    RECALLED = "recalled", "已从公开平台撤回"
    REPLACED = "replaced", "已更正，有新的一版"

    @property
    def is_frozen(self) -> bool:
        return self not in (Standing.DRAFT, Standing.RETURNED)


_OF_REVISION = {
    _R.RETURNED: Standing.RETURNED,
    _R.REJECTED: Standing.RETURNED,
    _R.IN_REVIEW: Standing.IN_REVIEW,
    _R.APPROVED: Standing.SIGNED,
    _R.PUBLISHED: Standing.PUBLISHED,
}


def standing_of(report: Report) -> Standing:
    """Sent back or taken back, it is a draft again, counted from the records."""
    revision = report.revision
    if report.frozen_at is None or revision is None:
        return Standing.DRAFT
    if revision.state == _R.SUPERSEDED:
        return Standing.REPLACED if revision.released_at else Standing.DRAFT
    if revision.state == _R.PUBLISHED and report.item and report.item.public == Item.Public.RECALLED:
        return Standing.RECALLED
    return _OF_REVISION.get(_R(revision.state), Standing.DRAFT)


def reports_of(organ: Organ, year: int) -> list[Report]:
    """Its versions, the newest first."""
    found = Report.objects.filter(organ=organ, year=year).select_related("organ", "revision", "item", "saved_by")
    return list(found.order_by("-number"))


def current(organ: Organ, year: int) -> Report | None:
    found = reports_of(organ, year)
    return found[0] if found else None


def frozen_in(organ: Organ, year: int) -> bool:
    """Whether the year's numbers stand: what is being signed or was published does not follow the records any more."""
    report = current(organ, year)
    return report is not None and standing_of(report).is_frozen
