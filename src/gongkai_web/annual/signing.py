"""Handing the report in for signing, correcting it after publication. What is signed is the portal's item: its text, its files
and its secrecy review are those of the frozen report, and its approval is the report's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai.writing.html_grid import grid
from gongkai.writing.layout import printed_report
from gongkai_web.annual.building import Built, built, errors_of, frozen_text
from gongkai_web.annual.command import text_of
from gongkai_web.annual.errors import AnnualError
from gongkai_web.annual.keeping import held, log, require_keeper, touch
from gongkai_web.annual.models import Report
from gongkai_web.annual.standing import Standing, current, standing_of
from gongkai_web.audit.services import together
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing import drafting
from gongkai_web.publishing.columns import REPORTS
from gongkai_web.publishing.keepers import by_its_keeper
from gongkai_web.publishing.models import Column, Item
from gongkai_web.publishing.practice import chain_for
from gongkai_web.publishing.reviewing import submit
from gongkai_web.publishing.secrecy import drafters
from gongkai_web.reports.downloads import file_name, published_bytes
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.refusing import refuse_stuck
from gongkai_web.workflow.staffing import staff_of

ATTACHED = ("docx", "pdf", "xlsx", "json")
Files = list[tuple[str, bytes]]
"""Name and content of each."""

CORRECTABLE = (Standing.PUBLISHED, Standing.RECALLED)


def column() -> Column:
    """政府信息公开年报, which every organ has."""
    return Column.objects.get(organ=None, code=REPORTS)


def usual_chain(organ: Organ) -> Chain:
    return chain_for(organ, column())


def refused_by_chain(*, by: Person, report: Report, now: datetime) -> GongkaiError | None:
    """Why the report could not be sent through its column's chain today. No unit proposes a report: its office does."""
    try:
        chain, item = usual_chain(report.organ), report.item
        writers = {by.pk} | (drafters(item) if item else set())
        staff = staff_of(report.organ, timezone.localdate(now))
        refuse_stuck(chain.parts, item.unit if item else None, sorted(writers), staff)
    except GongkaiError as error:
        return error
    return None


def hand_in(
    *, by: Person, report: Report, lock: int, now: datetime, explanation: str = "", chain: Chain | None = None
) -> Report:
    """Freeze the numbers, make the item of the portal from them, and send it through its chain.

    Refused while a cell is blank or a place unfilled; errors that the checks find must be explained. The files are made
    before anything is held, so that whoever else writes does not wait for them, and taken only if they say what is frozen.
    """
    made = _checked(by, report, lock, now, explanation)
    text, files = frozen_text(made), _files(made.report)
    return _hand_in(by, report, lock, now, explanation, chain, text, files)


def _checked(by: Person, report: Report, lock: int, now: datetime, explanation: str) -> Built:
    """As it stands when it is handed in, nothing held."""
    with transaction.atomic():
        row = held(by, report, now)
    _refuse_changed(row, lock)
    made = built(row, now)
    _refuse(made, explanation)
    return made


def _files(frozen: AnnualReport) -> Files:
    return [(file_name(frozen, form), published_bytes(frozen, form)) for form in ATTACHED]


@transaction.atomic
def _hand_in(
    by: Person,
    report: Report,
    lock: int,
    now: datetime,
    explanation: str,
    chain: Chain | None,
    text: str,
    files: Files,
) -> Report:
    report = held(by, report, now)
    _refuse_changed(report, lock)
    made = built(report, now)
    _refuse(made, explanation)
    if frozen_text(made) != text:
        raise _changed()
    report.frozen, report.explanation = text, explanation.strip()[:500]
    report.frozen_facts = text_of(made.collected) if made.collected else ""
    report.frozen_at, report.frozen_by = now, by
    with together(), by_its_keeper():
        item = _item(by, report, made.report, files, now)
        revision = drafting.open_revision(item)
        if revision is None:
            raise AnnualError("公开平台上的这一条现在不能改", "请看公开平台上这一条办到哪一步")
        revision = submit(by=by, item=item, chain=chain or usual_chain(report.organ), lock=revision.lock, now=now)
        report.item, report.revision = item, revision
        touch(report, by, now)
        log(
            "annual.handed_in",
            by,
            report,
            year=report.year,
            digest=revision.digest,
            explained=bool(explanation.strip()),
        )
    return report


def _refuse_changed(report: Report, lock: int) -> None:
    if report.lock != lock:
        raise _changed()


def _changed() -> AnnualError:
    return AnnualError("您打开这一页以后，年报又改动过，还没有送签", "请看一遍现在的内容再送")


def _refuse(made: Built, explanation: str) -> None:
    if made.blockers:
        raise AnnualError(f"还差 {len(made.blockers)} 件事：{made.blockers[0][0]}", "补齐以后再送签")
    errors = errors_of(made)
    if errors and not explanation.strip():
        raise AnnualError(
            f"检查出 {len(errors)} 处错误：{errors[0].message}", "请改正；确实没有错的，写明理由再送，审签的人会看到"
        )


def _item(by: Person, report: Report, frozen: AnnualReport, files: Files, now: datetime) -> Item:
    """The portal's item with an open revision that says what the report says."""
    content = _content(report, frozen)
    item = report.item
    if item is None:
        item = drafting.begin(by=by, organ=report.organ, now=now, **content).item
    elif drafting.open_revision(item) is None:
        drafting.begin_correction(by=by, item=item, now=now)
    revision = drafting.open_revision(item)
    if revision is not None and revision.state in drafting.EDITABLE:
        drafting.save(by=by, item=item, lock=revision.lock, now=now, **content)
        _attach(by, item, files, now)
    return item


def _content(report: Report, frozen: AnnualReport) -> dict[str, Any]:
    return {
        "title": frozen.title or "",
        "column": column(),
        "genre": "report",
        "subject": "综合政务",
        "categories": ["20_15"],
        "body": body_of(frozen),
        "formed_on": report.signed_on,
        "correction_note": report.correction_note if report.number > 1 else "",
    }


def _attach(by: Person, item: Item, files: Files, now: datetime) -> None:
    """The files of the frozen report in place of whatever was attached before."""
    revision = drafting.open_revision(item)
    for one in list(revision.attachments.all()) if revision else []:
        drafting.detach(by=by, item=item, attachment=one.pk, now=now)
    for name, data in files:
        file = store(by=by, organ=item.organ, name=name, content=data, now=now)
        drafting.attach(by=by, item=item, file=file, now=now)


def body_of(frozen: AnnualReport) -> str:
    """The page: headings, paragraphs, and the tables with their merged heads. The title stands above it."""
    printed = printed_report(frozen)
    parts = [_paragraphs(printed.opening)]
    for section in printed.sections:
        parts += [f"<h2>{escape(section.heading)}</h2>", _paragraphs(section.paragraphs)]
        parts += [grid(table, {}) for table in section.tables]
    end = (text for text in (printed.signature, printed.signed_on) if text)
    return "".join([*parts, *(f'<p style="text-align: right">{escape(text)}</p>' for text in end)])


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


@transaction.atomic
def begin_correction(*, by: Person, report: Report, note: str, now: datetime) -> Report:
    """A further version of what was published: counted anew from the records, with what is said of the correction."""
    report = (
        Report.objects.select_for_update(of=("self",)).select_related("organ", "revision", "item").get(pk=report.pk)
    )
    require_keeper(by, report.organ, timezone.localdate(now))
    newest = current(report.organ, report.year)
    if newest is None or newest.pk != report.pk or standing_of(report) not in CORRECTABLE:
        raise AnnualError("这一版现在不能更正", "只有已经公布的最新一版可以更正")
    if not note.strip():
        raise AnnualError("没有写更正说明", "请写明改哪里、为什么，会印在报告的开头，同报告一起公布")
    kept = {name: getattr(report, name) for name in ("opening", "overall", "problems", "other", "item")}
    further = Report.objects.create(
        organ=report.organ,
        year=report.year,
        number=report.number + 1,
        correction_note=note.strip()[:500],
        by=by,
        at=now,
        saved_by=by,
        saved_at=now,
        **kept,
    )
    for change in report.changes.filter(undone_at=None):
        change.pk, change.report = None, further
        change.save(force_insert=True)
    log("annual.correction_begun", by, further, year=report.year, number=further.number, note=note.strip())
    return further


@transaction.atomic
def give_up_correction(*, by: Person, report: Report, lock: int, now: datetime) -> None:
    """A correction that was never handed in is taken back: the version that is public stays the newest."""
    report = held(by, report, now)
    if report.lock != lock:
        raise AnnualError("您打开这一页以后，这一版又改动过，还没有放弃", "请看一遍现在的内容再决定")
    if not can_be_given_up(report):
        raise AnnualError("这一版不能放弃", "只有开始了、还没有送签过的更正可以放弃")
    log("annual.correction_given_up", by, report, year=report.year, number=report.number, note=report.correction_note)
    report.delete()


def can_be_given_up(report: Report) -> bool:
    """What was handed in once has a revision of the portal's item, and stays."""
    return report.number > 1 and report.frozen_at is None


@transaction.atomic
def reopen(*, by: Person, report: Report, reason: str, now: datetime) -> Report:
    """What was signed and is not public yet is worked on again: counted from the records, and signed anew."""
    report = (
        Report.objects.select_for_update(of=("self",)).select_related("organ", "revision", "item").get(pk=report.pk)
    )
    require_keeper(by, report.organ, timezone.localdate(now))
    if standing_of(report) is not Standing.SIGNED or report.item is None:
        raise AnnualError("现在不用重新编制", "只有已经签发、还没有公布的可以；已经公布的，请办理更正")
    if not reason.strip():
        raise AnnualError("没有写为什么重新编制", "请写明原因，例如“县政务公开办退回，要求改第五部分”")
    with by_its_keeper():
        drafting.set_aside(by=by, item=report.item, now=now)
    touch(report, by, now)
    log("annual.reopened", by, report, year=report.year, reason=reason.strip()[:500])
    return report


def said_of_item(item: Item) -> str:
    """Why nobody changes a report on the item's own page; "" for every other item."""
    report = Report.objects.filter(item=item).order_by("-number").first()
    if report is None:
        return ""
    return f"这是{report.year}年年报，数字和文字在“年报”里改，改好再送签"
