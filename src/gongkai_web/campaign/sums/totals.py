"""The sums of a campaign, what was found in them, and what they are beside the government's own report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gongkai.checks import check_roll_up
from gongkai.report import AnnualReport, Finding, loads
from gongkai.report.rollup import Difference, Joint, Options, RollUp, Share, differences, roll_up
from gongkai_web.annual.building import built
from gongkai_web.annual.models import Earlier
from gongkai_web.annual.standing import current
from gongkai_web.campaign.models import Campaign, Submission
from gongkai_web.campaign.sums.models import JointMatter
from gongkai_web.campaign.sums.parts import Chosen, Counts, Gathered, gather, parts_of, reports_of

FORM = "2021"
"""Campaigns are of 2021 and later; a part on the older form counts where it can be compared."""


@dataclass(frozen=True)
class Totals:
    campaign: Campaign
    counts: Counts
    gathered: Gathered
    matters: tuple[JointMatter, ...]
    sums: RollUp

    @property
    def name(self) -> str:
        return self.sums.agency

    @cached_property
    def findings(self) -> list[Finding]:
        return check_roll_up(self.sums)

    def chosen(self, share: Share) -> Chosen | None:
        """The filing behind a share; None for the government's own records."""
        return self._by_code.get(share.part.code)

    @cached_property
    def _by_code(self) -> dict[str, Chosen]:
        return {one.code: one for one in self.gathered.chosen}


def totals(campaign: Campaign, counts: Counts, now: datetime) -> Totals:
    gathered = gather(campaign, counts, now)
    matters = tuple(campaign.joint_matters.filter(undone_at=None).select_related("by").prefetch_related("filings"))
    parts = parts_of(gathered, campaign, now)
    known = {part.code for part in parts}
    joint = tuple(one for one in map(joint_of, matters) if set(one.organs) <= known)
    name = str(gathered.organ) if gathered.organ else str(campaign.organ)
    return Totals(campaign, counts, gathered, matters, roll_up(name, campaign.year, parts, Options(FORM, joint=joint)))


def joint_of(matter: JointMatter) -> Joint:
    """As the library counts it."""
    organs = tuple(str(one.pk) for one in matter.filings.all())
    return Joint(tuple(matter.cells), organs, matter.count, matter.reason)


@dataclass(frozen=True, slots=True)
class Typed:
    """A report of the government that was made by people, and where it is from."""

    report: AnnualReport
    source: str


def typed_reports(made: Totals, now: datetime) -> dict[str, Typed]:
    """What there is to compare with: the report in the annual app, the copy filed, one read from a file and confirmed."""
    found: dict[str, Typed] = {}
    organ, year = made.gathered.organ, made.campaign.year
    row = current(organ, year) if organ else None
    if row is not None:
        found["annual"] = Typed(built(row, now).report, f"{organ}在本平台编制的{year}年年报")
    filed = made.gathered.government
    if filed and filed.copy:
        report = reports_of([filed.copy])[filed.copy.pk]
        found["filed"] = Typed(report, f"{filed.filing.name}第 {filed.copy.number} 次报送")
    kept = Earlier.objects.filter(organ=organ, year=year).exclude(confirmed_at=None).first() if organ else None
    if kept is not None:
        found["earlier"] = Typed(loads(kept.content), f"读取并核对过的{year}年年报（{kept.name}）")
    return found


def unlike(made: Totals, typed: AnnualReport) -> list[Difference]:
    return [one for one in differences(made.sums, typed) if one.standing != "equal"]


def copies_in(made: Totals) -> list[Submission]:
    return [one.copy for one in made.gathered.chosen if one.copy]
