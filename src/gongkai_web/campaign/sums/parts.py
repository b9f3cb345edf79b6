"""From the filings of a campaign to the parts of a roll-up: whose copy counts, whose is missing and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.utils import timezone

from gongkai.report import FORM_2021, AnnualReport, loads
from gongkai.report.rollup import Part, PartKind
from gongkai_web.annual.building import computed_tables
from gongkai_web.annual.collecting import collect
from gongkai_web.annual.kinds import FIRST_YEAR
from gongkai_web.campaign.copies import accepted, decision_on, filings_with_copies, latest
from gongkai_web.campaign.kinds import Outcome, State
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.opening import is_region
from gongkai_web.campaign.own import own_reports
from gongkai_web.campaign.standing import standing
from gongkai_web.organs.models import Kind, Level, Organ

OWN = "own"
"""Code of the part that is the government itself."""
_KEPT = 1200
"""Copies held in memory: a frozen copy never changes."""
_KINDS = {Kind.OFFICE: PartKind.DEPARTMENT, Kind.DEPARTMENT: PartKind.DEPARTMENT, Kind.VERTICAL: PartKind.DEPARTMENT}


class Counts(models.TextChoices):
    """Which copies count."""

    ACCEPTED = "accepted", "只计已接受的"
    SUBMITTED = "submitted", "已报送的也计"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filing with the copy that counts, None where there is none and `why`."""

    filing: Filing
    copy: Submission | None
    why: str = ""

    @property
    def code(self) -> str:
        return str(self.filing.pk)


@dataclass(frozen=True, slots=True)
class Gathered:
    """`government`: the filing of the government whose report is the sum; its copy is compared, not added. `excused` need not
    file and are not missing."""

    chosen: tuple[Chosen, ...]
    government: Chosen | None
    excused: tuple[Filing, ...]
    organ: Organ | None
    """The government, where it is on the platform."""


def gather(campaign: Campaign, counts: Counts, now: datetime) -> Gathered:
    """In the order of the campaign; as many queries for 300 organs as for one."""
    filings = list(filings_with_copies(campaign).select_related("organ"))
    own = own_reports([one.organ_id for one in filings if one.organ_id], campaign.year)
    day = timezone.localdate(now)
    chosen = []
    for filing in filings:
        if not filing.excused:
            state = standing(filing, own.get(filing.organ_id or 0), day).state
            chosen.append(_chosen(filing, counts, state))
    government = next((one for one in chosen if _is_government(one.filing, campaign)), None)
    return Gathered(
        tuple(one for one in chosen if one is not government),
        government,
        tuple(filing for filing in filings if filing.excused),
        government.filing.organ if government else _government_of(campaign),
    )


def _is_government(filing: Filing, campaign: Campaign) -> bool:
    """The government the collecting office belongs to, or is."""
    if not is_region(filing.kind, filing.level) or filing.organ is None:
        return False
    return campaign.organ_id in (filing.organ_id, filing.organ.region_office_id)


def _government_of(campaign: Campaign) -> Organ | None:
    if is_region(campaign.organ.kind, campaign.organ.level):
        return campaign.organ
    return Organ.objects.filter(region_office=campaign.organ, ended_on=None).first()


def _chosen(filing: Filing, counts: Counts, state: State) -> Chosen:
    copy = _copy(filing, counts)
    return Chosen(filing, copy, "" if copy else _why(state, counts))


def _copy(filing: Filing, counts: Counts) -> Submission | None:
    """A copy that was returned never counts; the one accepted before it does."""
    last = latest(filing)
    decision = decision_on(last)
    if counts is Counts.SUBMITTED and last is not None and (decision is None or decision.outcome == Outcome.ACCEPTED):
        return last
    return accepted(filing)


def _why(state: State, counts: Counts) -> str:
    if state is State.SUBMITTED and counts is Counts.ACCEPTED:
        return "已报送，还没有接受"
    return {
        State.RETURNED: "已退回，还没有改好再报",
        State.SIGNED: "已签发，还没有报送",
        State.DRAFTING: "起草中，还没有报送",
        State.PUBLISHED: "已公布，没有报送",
    }.get(state, "没有报送")


def parts_of(gathered: Gathered, campaign: Campaign, now: datetime) -> list[Part]:
    """The government itself first, then the organs in their order."""
    reports = reports_of(one.copy for one in gathered.chosen if one.copy)
    parts = [_own(gathered.organ, campaign.year, now)]
    for one in gathered.chosen:
        kind = _kind(one.filing)
        report = reports[one.copy.pk] if one.copy else None
        parts.append(Part(one.code, one.filing.name, kind, report, one.why))
    return parts


def _own(organ: Organ | None, year: int, now: datetime) -> Part:
    """What the government's own records give, before any sum was put into its report."""
    name = f"{organ}（本身）" if organ else "政府本身"
    if organ is None:
        return Part(OWN, name, PartKind.OWN, missing="政府不在本平台，没有它自己的记录")
    if year < FIRST_YEAR:
        return Part(OWN, name, PartKind.OWN, missing=f"{year} 年的记录不在本平台")
    collected = collect(organ, year, now)
    if collected.facts is None:
        return Part(OWN, name, PartKind.OWN, missing="它自己的记录有错，算不出来，请到它的年报页面改正")
    report = AnnualReport(agency=str(organ), year=year, format=FORM_2021.code, tables=computed_tables(collected))
    return Part(OWN, name, PartKind.OWN, report)


def _kind(filing: Filing) -> PartKind:
    if filing.kind == Kind.GOVERNMENT:
        return PartKind.TOWNSHIP if filing.level == Level.TOWNSHIP else PartKind.OTHER
    if filing.kind == Kind.OUTPOST:
        return PartKind.TOWNSHIP if filing.level == Level.TOWNSHIP else PartKind.OTHER
    return _KINDS.get(Kind(filing.kind), PartKind.OTHER)


def reports_of(copies: Iterable[Submission]) -> dict[int, AnnualReport]:
    """The tables of each copy. What was frozen is read once; only the contents that are not known are asked for."""
    wanted = {one.pk: one.digest for one in copies}
    found = {pk: report for pk, digest in wanted.items() if (report := _known.get((pk, digest)))}
    rows = Submission.objects.filter(pk__in=wanted.keys() - found.keys()).values_list("pk", "digest", "content")
    for pk, digest, content in rows.iterator(chunk_size=100):
        found[pk] = _keep((pk, digest), loads(content))
    return found


_known: dict[tuple[int, str], AnnualReport] = {}


def _keep(key: tuple[int, str], report: AnnualReport) -> AnnualReport:
    """Without its texts: the sum needs none."""
    kept = replace(report, sections=[], opening=None, narrative=[], findings=[])
    while len(_known) >= _KEPT:
        _known.pop(next(iter(_known)), None)
    _known[key] = kept
    return kept
