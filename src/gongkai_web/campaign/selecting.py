"""Filings as an organ and its people meet them; who can still be called to file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai_web.campaign.models import Campaign, Decision, Filing, Submission
from gongkai_web.campaign.opening import must_file
from gongkai_web.campaign.own import Own, own_reports
from gongkai_web.campaign.standing import Standing, standing
from gongkai_web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Ours:
    filing: Filing
    standing: Standing
    own: Own | None


def filings_of(organs: Iterable[int], day: date) -> list[Ours]:
    """Of these organs in every campaign, the newest first; in as many queries for ten as for one, but for the years."""
    copies = Submission.objects.defer("content").order_by("number")
    copies = copies.prefetch_related(Prefetch("decisions", Decision.objects.order_by("pk")))
    rows = list(
        Filing.objects.filter(organ__in=list(organs))
        .select_related("campaign__organ", "organ")
        .prefetch_related(Prefetch("submissions", copies), "organ__names", "campaign__organ__names")
        .order_by("-campaign__year", "pk")
    )
    years = {one.campaign.year for one in rows}
    own = {year: own_reports([one.organ_id for one in rows if one.organ_id], year) for year in years}
    found = []
    for one in rows:
        report = own[one.campaign.year].get(one.organ_id or 0)
        found.append(Ours(one, standing(one, report, day), report))
    return found


def stands(filing: Filing, day: date) -> Ours:
    """One filing as it is now."""
    copies = Submission.objects.defer("content").order_by("number").select_related("by", "opened_by")
    copies = copies.prefetch_related(Prefetch("decisions", Decision.objects.select_related("by").order_by("pk")))
    rows = Filing.objects.select_related("campaign__organ", "organ", "published_by")
    kept = rows.prefetch_related(Prefetch("submissions", copies)).get(pk=filing.pk)
    own = own_reports([kept.organ_id], kept.campaign.year).get(kept.organ_id) if kept.organ_id else None
    return Ours(kept, standing(kept, own, day), own)


def addable(campaign: Campaign) -> list[Organ]:
    """Who must file and is not in the campaign: founded, or put under this office's watch, since it was opened."""
    there = set(campaign.filings.values_list("organ", flat=True))
    return [one for one in must_file(campaign.organ) if one.pk not in there]
