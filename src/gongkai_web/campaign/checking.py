"""What is found in a copy: every rule of the library, beside last year's report, and sentences that stand elsewhere too."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from gongkai import checks
from gongkai.report import AnnualReport, Finding, Severity, cell_name, loads
from gongkai_web.annual.building import predecessor
from gongkai_web.annual.likeness import Alike, alike_in
from gongkai_web.annual.models import Change
from gongkai_web.annual.wording import usual_sentences
from gongkai_web.campaign.copies import accepted, filings_with_copies, latest, texts_of
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.twins import twins_of

ALIKE, BY_HAND = "CAMPAIGN-ALIKE", "CAMPAIGN-BY-HAND"
_NUMBERS = {"一": "1", "五": "5", "六": "6"}


def findings_of(
    report: AnnualReport, filing: Filing, copy: Submission | None = None, *, ticked: bool = False
) -> list[Finding]:
    """Whose report it is first; then in the order of the form; likenesses last. Computed anew whenever asked: sister organs
    file one after another. `copy`: the submission the report is frozen in, if it was filed already."""
    ticked = ticked or (copy is not None and copy.source == Source.LINK)
    previous = previous_of(filing)
    usual = usual_sentences(filing.organ, filing.campaign.year) if filing.organ else frozenset[str]()
    found = checks.checked(report, previous, usual=usual).findings
    return [
        *twins_of(report, filing, ticked=ticked),
        *by_hand(copy),
        *found,
        *(_finding(one) for one in alike_in(report, _elsewhere(filing, previous), filing.organ)),
    ]


def by_hand(copy: Submission | None) -> Iterator[Finding]:
    """Cells the organ had set by hand when it filed: a change is struck out and never deleted, so that moment can be told."""
    if copy is None or copy.report_id is None:
        return
    changes = Change.objects.filter(report=copy.report_id, at__lte=copy.at).select_related("by")
    for one in changes.filter(Q(undone_at=None) | Q(undone_at__gt=copy.at)):
        was = one.computed or "没有数"
        if one.origin or one.value == was:
            continue
        said = f"{cell_name(one.path)}按机关自己的记录算是 {was}，{one.by.full_name}手工改为 {one.value}，原因：{one.reason}"
        yield Finding(BY_HAND, Severity.WARNING, said, (one.path,))


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
