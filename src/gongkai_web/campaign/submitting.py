"""Filing: a frozen copy of the organ's signed report goes to the collecting office; withdrawn only before it was opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.report import Severity, loads
from gongkai_web.annual.models import Report
from gongkai_web.campaign.checking import findings_of
from gongkai_web.campaign.common import held, log, require_filer, touch
from gongkai_web.campaign.copies import decision_on, digest_of, latest
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.kinds import Outcome, Source
from gongkai_web.campaign.models import Attached, Filing, Submission
from gongkai_web.campaign.own import FILEABLE, own_reports
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person

Files = Sequence[tuple[str, StoredFile]]
"""What each is (one of the campaign's wanted words, or ""), and the file."""


@transaction.atomic
def submit(*, by: Person, filing: Filing, lock: int, files: Files, note: str, now: datetime) -> Submission:
    """The organ's own report as it was signed. Refused while something wanted is missing or a remark is unanswered."""
    filing = held(filing, lock)
    require_filer(by, filing, now)
    assert filing.organ_id is not None  # noqa: S101 - `require_filer` refuses it
    own = own_reports([filing.organ_id], filing.campaign.year).get(filing.organ_id)
    if own is None or own.standing not in FILEABLE:
        raise CampaignError("本年的年报还没有签发，不能报送", "请在“年报”里编制、送签，签发以后再报送")
    return file_copy(
        filing=filing,
        source=Source.PLATFORM,
        content=own.report.frozen,
        report=own.report,
        files=files,
        by=by,
        by_name=by.full_name,
        note=note,
        now=now,
    )


def file_copy(
    *,
    filing: Filing,
    source: Source,
    content: str,
    files: Files,
    by: Person | None,
    by_name: str,
    now: datetime,
    note: str = "",
    report: Report | None = None,
) -> Submission:
    """Freeze a copy, whoever it comes from; `filing` is held by the caller (`common.held`), inside its transaction.

    `content` is a report as `gongkai.report/1`, of the campaign's year. For an upload or a link `report` is None, and the
    caller has seen to it that a person confirmed what was read.
    """
    _require_wanted(filing, files)
    _require_answers(filing)
    copy = loads(content)
    if copy.year != filing.campaign.year:
        raise CampaignError(f"这是 {copy.year or '哪一年都没有写明'} 年的报告", f"请报送 {filing.campaign.year} 年的")
    digest = digest_of(content, [(what, file.sm3) for what, file in files])
    before = latest(filing)
    decision = decision_on(before)
    if before and before.digest == digest and not (decision and decision.outcome == Outcome.RETURNED):
        raise CampaignError(f"与第 {before.number} 次报送的一样，没有改动", "不用再报")
    if before and decision is None:
        opened = before.opened_at is not None
        how = "收报机关正在看，请等它接受或者退回" if opened else "收报机关还没有看，要换一份的，请先撤回那一次"
        raise CampaignError(f"第 {before.number} 次报送还没有办完", how)
    made = Submission(
        filing=filing,
        number=filing.submissions.count() + 1,
        source=source,
        content=content,
        digest=digest,
        report=report,
        note=note.strip()[:500],
        explanation=report.explanation if report else "",
        by=by,
        by_name=by_name[:40],
        at=now,
    )
    found = findings_of(copy, filing, made)
    made.errors = sum(one.severity is Severity.ERROR for one in found)
    made.warnings = sum(one.severity is Severity.WARNING for one in found)
    made.save()
    for what, file in files:
        Attached.objects.create(submission=made, what=what, file=file)
    touch(filing)
    log("campaign.submitted", by, filing, number=made.number, digest=digest, source=source.value, by_name=made.by_name)
    return made


def _require_wanted(filing: Filing, files: Files) -> None:
    given = {what for what, _ in files}
    lacking = [what for what in filing.campaign.wanted if what not in given]
    if lacking:
        raise CampaignError(f"没有附{'、'.join(lacking)}", "请选好文件再报送")


def _require_answers(filing: Filing) -> None:
    before = latest(filing)
    left = before.remarks.exclude(decision=None).filter(answer="").count() if before else 0
    if left:
        raise CampaignError(f"退回的意见还有 {left} 条没有回复", "请逐条写明“已改”或者说明，再报送")


@transaction.atomic
def withdraw(*, by: Person, submission: Submission, lock: int, now: datetime) -> Submission:
    """Taken back by the organ, as long as nobody at the collecting office has opened it. It stays, marked so."""
    filing = held(submission.filing, lock)
    require_filer(by, filing, now)
    kept = filing.submissions.get(pk=submission.pk)
    if kept.opened_at is not None or kept.decisions.exists():
        raise CampaignError("收报机关已经打开看过，不能撤回", "要改的，请联系收报机关退回")
    if kept.withdrawn_at is not None:
        raise CampaignError("这一次已经撤回", "请刷新页面")
    kept.withdrawn_at, kept.withdrawn_by = now, by
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    touch(filing)
    log("campaign.withdrawn", by, filing, number=kept.number)
    return kept
