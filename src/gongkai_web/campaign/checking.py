"""What is found in a copy: every rule of the library, beside last year's report, and sentences that stand elsewhere too."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import checks
from gongkai.report import AnnualReport, Finding, Severity, loads
from gongkai_web.annual.building import predecessor
from gongkai_web.annual.likeness import Alike, alike_in
from gongkai_web.annual.wording import usual_sentences
from gongkai_web.campaign.copies import accepted, filings_with_copies, latest, texts_of
from gongkai_web.campaign.models import Campaign, Filing

ALIKE = "CAMPAIGN-ALIKE"
_NUMBERS = {"一": "1", "五": "5", "六": "6"}


def findings_of(report: AnnualReport, filing: Filing) -> list[Finding]:
    """In the order of the form; likenesses last. Computed anew whenever asked: sister organs file one after another."""
    previous = previous_of(filing)
    usual = usual_sentences(filing.organ, filing.campaign.year) if filing.organ else frozenset[str]()
    found = checks.checked(report, previous, usual=usual).findings
    return [*found, *(_finding(one) for one in alike_in(report, _elsewhere(filing, previous), filing.organ))]


def previous_of(filing: Filing) -> AnnualReport | None:
    """Last year's report of the organ: the copy accepted in last year's campaign, else its own on the platform."""
    before = Campaign.objects.filter(organ=filing.campaign.organ_id, year=filing.campaign.year - 1).first()
    if before is not None:
        same = {"organ": filing.organ_id} if filing.organ_id else {"organ": None, "name": filing.name}
        row = filings_with_copies(before, content=True).filter(**same).first()
        copy = accepted(row) if row else None
        if copy is not None:
            return loads(copy.content)
    return predecessor(filing.organ, filing.campaign.year) if filing.organ else None


def _elsewhere(filing: Filing, previous: AnnualReport | None) -> Iterator[tuple[str, AnnualReport]]:
    """Last year's own report, and what organs of the same kind and level filed in this campaign."""
    if previous is not None:
        yield f"本机关{filing.campaign.year - 1}年年报", previous
    sisters = filings_with_copies(filing.campaign, content=True).filter(kind=filing.kind, level=filing.level)
    for one in sisters.exclude(pk=filing.pk):
        copy = latest(one)
        if copy is not None:
            yield f"{one.name}{filing.campaign.year}年年报", texts_of(copy.content)


def _finding(one: Alike) -> Finding:
    same = "相同" if not one.other else f"相似 {one.share}%，那里写的是“{one.other}”"
    said = f"第{one.section}部分的“{one.sentence}”与{one.where}的一句{same}。"
    return Finding(ALIKE, Severity.WARNING, said, quote=one.sentence, section=_NUMBERS[one.section])
