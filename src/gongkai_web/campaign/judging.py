"""The collecting office's side: opening a submission, noting remarks, returning or accepting it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.report import AnnualReport, Finding, cell_name
from gongkai_web.campaign.checking import findings_of
from gongkai_web.campaign.common import held, log, require_leader, touch
from gongkai_web.campaign.copies import decision_on, latest, report_of
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.kinds import Outcome
from gongkai_web.campaign.models import Decision, Filing, Remark, Submission
from gongkai_web.campaign.twins import grave
from gongkai_web.files.digests import sm3
from gongkai_web.organs.models import Person

LONGEST, LONGEST_REASON = 1000, 300
WHOLE = "0"
"""The section of a quote from the opening."""


@transaction.atomic
def open_(*, by: Person, submission: Submission, now: datetime) -> Submission:
    """Seen by the collecting office: from now on it is not withdrawn. Once; later openings change nothing."""
    if submission.opened_at is not None or submission.withdrawn_at is not None or submission.filing.excused:
        return submission
    filing = held(submission.filing, None)
    require_leader(by, filing.campaign.organ, now)
    kept = filing.submissions.get(pk=submission.pk)
    if kept.opened_at is None and kept.withdrawn_at is None:
        kept.opened_at, kept.opened_by = now, by
        kept.save(update_fields=["opened_at", "opened_by"])
        touch(filing)
        log("campaign.opened_copy", by, filing, number=kept.number)
    return kept


def key_of(finding: Finding) -> str:
    """Names a finding on a page: the same one found again has the same key."""
    said = [finding.rule, finding.message, list(finding.cells), finding.section or "", finding.quote or ""]
    return sm3(json.dumps(said, ensure_ascii=False).encode())[:16]


@transaction.atomic
def pick(*, by: Person, submission: Submission, lock: int, keys: Sequence[str], now: datetime) -> list[Remark]:
    """Take findings of the checks into the remarks; one that is there already is not taken twice."""
    filing, kept = _under_review(by, submission, lock, now)
    if not keys:
        raise CampaignError("没有选中哪一条", "请勾选要列入退回意见的问题")
    report = report_of(kept)
    found = {key_of(one): one for one in findings_of(report, filing, kept)}
    gone = [key for key in keys if key not in found]
    if gone:
        raise CampaignError("选中的问题里有的现在已经没有了", "请刷新页面，重新勾选")
    there = set(kept.remarks.filter(decision=None).values_list("rule", "text"))
    made = [
        _noted(by, kept, _of(found[key], report), now) for key in dict.fromkeys(keys) if _said(found[key]) not in there
    ]
    touch(filing)
    log("campaign.picked", by, filing, number=kept.number, count=len(made))
    return made


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule[:40], finding.message[:LONGEST]


def _of(finding: Finding, report: AnnualReport) -> dict[str, str]:
    rule, text = _said(finding)
    path = _cell_of(finding, report)
    return {"rule": rule, "text": text, "path": path, "section": finding.section or "", "quote": finding.quote or ""}


def _cell_of(finding: Finding, report: AnnualReport) -> str:
    """Of the cells of a sum the one that is wrong in its words: the last that is printed as `actual`, for the total stands last."""
    printed = [path for path in finding.cells if finding.actual is not None and report.value(path) == finding.actual]
    return printed[-1] if printed else finding.cells[0] if finding.cells else ""


def _noted(by: Person, submission: Submission, given: dict[str, str], now: datetime) -> Remark:
    return Remark.objects.create(submission=submission, by=by, at=now, **given)


@transaction.atomic
def remark(
    *,
    by: Person,
    submission: Submission,
    lock: int,
    text: str,
    now: datetime,
    path: str = "",
    section: str = "",
    quote: str = "",
) -> Remark:
    """An own remark: on a cell, on a sentence that stands in the report, or on the whole."""
    filing, kept = _under_review(by, submission, lock, now)
    words, quoted = text.strip(), quote.strip()
    if not words:
        raise CampaignError("没有写意见", "请写明哪里不对、请怎样改")
    if len(words) > LONGEST:
        raise CampaignError(f"意见有 {len(words)} 字，太长了", f"一条最多 {LONGEST} 字，可以分几条写")
    report = report_of(kept)
    if path and path not in set(report.paths()):
        raise CampaignError("表里没有这一格", "请从表格里点开要提意见的格")
    if quoted:
        section = _where(report, section, quoted)
    made = _noted(by, kept, {"text": words, "path": path, "section": section, "quote": quoted}, now)
    touch(filing)
    log("campaign.remarked", by, filing, number=kept.number, cell=cell_name(path) if path else "", text=words)
    return made


def _where(report: AnnualReport, section: str, quote: str) -> str:
    """The section the words stand in: the one named, else the first that has them."""
    texts = {WHOLE: report.opening or ""} | {str(one.number): one.text for one in report.sections if one.number}
    named = {section: texts.get(section, "")} if section else texts
    found = next((number for number, text in named.items() if quote in text), None)
    if found is None:
        raise CampaignError(f"报告里没有“{quote[:30]}”这几个字", "请从报告里复制一句，一字不差地贴进来")
    return found


@transaction.atomic
def strike(*, by: Person, remark: Remark, lock: int, now: datetime) -> None:
    """Take a remark out that was not sent yet."""
    filing, kept = _under_review(by, remark.submission, lock, now)
    row = kept.remarks.filter(pk=remark.pk, decision=None).first()
    if row is None:
        raise CampaignError("这一条已经退给报送机关", "不能再去掉")
    log("campaign.remark_struck", by, filing, number=kept.number, text=row.text)
    row.delete()
    touch(filing)


@transaction.atomic
def return_(*, by: Person, submission: Submission, lock: int, words: str, answer_by: date, now: datetime) -> Decision:
    """Send it back with every remark noted so far, to be answered and filed again by a day."""
    filing, kept = _under_review(by, submission, lock, now, accepted_too=True)
    if answer_by < timezone.localdate(now):
        raise CampaignError(f"{answer_by:%Y年%-m月%-d日} 已经过了", "请填今天或者以后的日期")
    noted = kept.remarks.filter(decision=None)
    if not noted.exists() and not words.strip():
        raise CampaignError("没有意见，不能退回", "请勾选检查出的问题，或者自己写一条")
    made = Decision.objects.create(
        submission=kept, outcome=Outcome.RETURNED, words=words.strip(), answer_by=answer_by, by=by, at=now
    )
    count = noted.update(decision=made)
    touch(filing)
    log("campaign.returned", by, filing, number=kept.number, remarks=count, answer_by=str(answer_by))
    return made


@transaction.atomic
def accept(*, by: Person, submission: Submission, lock: int, words: str, now: datetime, reason: str = "") -> Decision:
    """Taken as it is. Remarks that were noted and not sent must be sent or struck out first. `reason`: why it counts although
    it looks like another organ's; asked for where it does."""
    filing, kept = _under_review(by, submission, lock, now)
    noted = kept.remarks.filter(decision=None).count()
    if noted:
        raise CampaignError(f"还有 {noted} 条意见没有退给报送机关", "要接受，请先把它们去掉；要它改，请退回")
    why = _why_although(findings_of(report_of(kept), filing, kept), reason)
    made = Decision.objects.create(
        submission=kept, outcome=Outcome.ACCEPTED, words=words.strip(), reason=why, by=by, at=now
    )
    touch(filing)
    log("campaign.accepted", by, filing, number=kept.number, digest=kept.digest, reason=why)
    return made


def _why_although(findings: list[Finding], reason: str) -> str:
    found, why = grave(findings), reason.strip()[:LONGEST_REASON]
    if found and not why:
        raise CampaignError(
            f"这一份可能是别的机关的年报：{found[0].message}",
            "交错了的请退回；核对过确实是它的，请写明怎样核对的再接受",
        )
    return why if found else ""


def _under_review(
    by: Person, submission: Submission, lock: int, now: datetime, *, accepted_too: bool = False
) -> tuple[Filing, Submission]:
    """The filing, held, and the submission that waits for a decision: the last one, not withdrawn, not decided."""
    filing = held(submission.filing, lock)
    require_leader(by, filing.campaign.organ, now)
    last = latest(filing)
    if last is None or last.pk != submission.pk:
        raise CampaignError("这不是最近一次报送", "请看最近一次")
    decision = decision_on(last)
    if decision and not (accepted_too and decision.outcome == Outcome.ACCEPTED):
        raise CampaignError(f"第 {last.number} 次报送已经{decision.get_outcome_display()}", "请看现在的情况")
    return filing, last
