"""The frozen copy: its digest, the report in it, and which copy of a filing counts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from gongkai.report import AnnualReport, Section, loads
from gongkai_web.campaign.kinds import Outcome
from gongkai_web.campaign.models import Campaign, Decision, Filing, Submission
from gongkai_web.files.digests import sm3


def digest_of(content: str, attached: Iterable[tuple[str, str]]) -> str:
    """SM3 over the report's JSON and, for each file in its order, what it is and its own SM3."""
    said = {"report": sm3(content.encode()), "files": [list(one) for one in attached]}
    return sm3(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def is_whole(submission: Submission) -> bool:
    """Whether the copy is to the byte what was filed."""
    files = [(one.what, one.file.sm3) for one in submission.attached.select_related("file")]
    return digest_of(submission.content, files) == submission.digest


def report_of(submission: Submission) -> AnnualReport:
    return loads(submission.content)


def texts_of(content: str) -> AnnualReport:
    """The sections of a copy without its tables: of hundreds of copies the texts alone are compared."""
    said = json.loads(content)
    sections = [Section(one.get("number"), one.get("title", ""), one.get("text", "")) for one in said["sections"]]
    return AnnualReport(agency=said.get("agency"), year=said.get("year"), sections=sections)


def filings_with_copies(campaign: Campaign, *, content: bool = False) -> QuerySet[Filing]:
    """Every filing with its submissions and their decisions at hand, in three queries; the copies' text only if asked."""
    submissions = Submission.objects.order_by("number").prefetch_related(
        Prefetch("decisions", Decision.objects.order_by("pk"))
    )
    if not content:
        submissions = submissions.defer("content")
    return campaign.filings.prefetch_related(Prefetch("submissions", submissions))


def latest(filing: Filing) -> Submission | None:
    """The last one that was not withdrawn: what the filing says now, whatever was decided of it."""
    return next((one for one in reversed(list(filing.submissions.all())) if one.withdrawn_at is None), None)


def decision_on(submission: Submission | None) -> Decision | None:
    """The one that holds; None while the collecting office has not decided."""
    decisions = list(submission.decisions.all()) if submission else []
    return decisions[-1] if decisions else None


def accepted(filing: Filing) -> Submission | None:
    """The last copy that was accepted, as long as no later return of that copy took it back."""
    for one in reversed(list(filing.submissions.all())):
        last = decision_on(one)
        if one.withdrawn_at is None and last is not None and last.outcome == Outcome.ACCEPTED:
            return one
    return None
