"""Handing in: a file is read, its doubts are answered by who fills it in, and it goes to the collecting office.

The same steps for the organ that follows a link and for the office that has the file on its desk; only the end differs.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.checks import checked
from gongkai.errors import GongkaiError
from gongkai.reading import SlowError
from gongkai.report import AnnualReport, CellState, dumps, loads
from gongkai_web.campaign.answering import record_answer
from gongkai_web.campaign.checking import findings_of, previous_of
from gongkai_web.campaign.common import held, log, require_leader
from gongkai_web.campaign.copies import latest
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Filing, Remark, Submission
from gongkai_web.campaign.submitting import file_copy
from gongkai_web.campaign.twins import other_organ
from gongkai_web.files.services import store
from gongkai_web.organs.models import Person
from gongkai_web.outside import reading
from gongkai_web.outside.errors import ChangedError, OutsideError
from gongkai_web.outside.kinds import CODE_DIGITS, State
from gongkai_web.outside.linking import require_free
from gongkai_web.outside.models import Enclosed, Handing
from gongkai_web.reports.corrections import Corrected, correct
from gongkai_web.reports.sheets import needs_a_person
from gongkai_web.reports.uploads import Upload

LONGEST_NAME = 40


@transaction.atomic
def begin(*, by: Person, filing: Filing, now: datetime) -> Handing:
    """The collecting office hands in what reached it by other ways. One at a time; what was begun is gone on with."""
    filing = held(filing, None)
    require_leader(by, filing.campaign.organ, now)
    if filing.organ_id is not None:
        raise OutsideError("这个机关在本平台上", "请它在自己的“年报报送”里报送")
    require_free(filing)
    there = filing.handings.filter(link=None, state=State.FILLING).first()
    return there or Handing.objects.create(filing=filing, by=by, teller=by.full_name, at=now)


def take_file(handing: Handing, *, lock: int, by: Person | None, upload: Upload, now: datetime) -> Handing:
    """Keep the file and read it, or put it into the queue. What is typed beside it stays even where it cannot be read.

    Reading takes its time, and so no row is held meanwhile.
    """
    _at(handing, lock)
    report, batch = None, ""
    try:
        report = reading.read(upload, handing.filing.campaign.year)
    except SlowError:
        batch = reading.put_in(upload, now)
    except GongkaiError as error:
        _note_problem(handing, lock, by, str(error), now)
        raise
    try:
        return _keep_file(handing, lock, by, upload, report, batch, now)
    except GongkaiError:
        reading.drop(batch)
        raise


@transaction.atomic
def _note_problem(handing: Handing, lock: int, by: Person | None, problem: str, now: datetime) -> None:
    kept = _held(handing, lock, by, now)
    kept.problem = problem[:500]
    _save(kept)


@transaction.atomic
def _keep_file(
    handing: Handing,
    lock: int,
    by: Person | None,
    upload: Upload,
    report: AnnualReport | None,
    batch: str,
    now: datetime,
) -> Handing:
    kept = _held(handing, lock, by, now)
    reading.drop(kept.batch)
    kept.file = store(by=by, organ=kept.filing.campaign.organ, name=upload.name, content=upload.data, now=now)
    kept.problem, kept.batch, kept.content = "", batch, dumps(report) if report else ""
    log("outside.file_taken", by, kept.filing, sm3=kept.file.sm3, slow=bool(batch))
    _save(kept)
    return kept


@transaction.atomic
def look_for_reading(handing: Handing, *, now: datetime) -> Handing:
    """What came out of the queue meanwhile, if anything did."""
    kept = Handing.objects.select_for_update(of=("self",)).select_related("filing__campaign__organ").get(pk=handing.pk)
    if not kept.batch or kept.state != State.FILLING:
        return kept
    job = reading.job_of(kept.batch, now)
    if job is not None and not job.is_finished:
        return kept
    try:
        if job is None:
            raise OutsideError("读取排队的时间太长，没有读成", "请重新交一次文件")
        kept.content = dumps(reading.came_of(job, kept.filing.campaign.year))
    except GongkaiError as error:
        kept.problem, kept.file = str(error)[:500], None
    reading.drop(kept.batch)
    kept.batch = ""
    _save(kept)
    return kept


def report_of(handing: Handing, *, for_office: bool = False) -> AnnualReport | None:
    """With what every check finds, beside last year's report. What other organs filed is compared for the collecting office
    alone: its words are theirs."""
    if not handing.content:
        return None
    report = loads(handing.content)
    if not for_office:
        return checked(report, previous_of(handing.filing))
    return report.with_findings(findings_of(report, handing.filing, ticked=handing.state == State.WAITING))


def doubtful(report: AnnualReport) -> list[str]:
    """Cells of its tables that a person must look at: not read for certain, not readable, or not there."""
    paths = [path for table in report.printed_tables() for path in table.paths]
    return [path for path in paths if needs_a_person(report.cell(path)) or report.cell(path).state is CellState.MISSING]


@transaction.atomic
def answer(
    handing: Handing,
    *,
    lock: int,
    by: Person | None,
    typed: Mapping[str, str],
    confirmed: Sequence[str],
    now: datetime,
) -> Corrected:
    """Whoever fills it in types or confirms what was not read for certain."""
    kept = _held(handing, lock, by, now)
    if not kept.content:
        raise OutsideError("还没有读出报告", "请先交文件")
    result = correct(loads(kept.content), typed, confirmed)
    kept.content = dumps(result.report)
    _save(kept)
    log("outside.cells_answered", by, kept.filing, cells=sorted(result.answered))
    return result


@transaction.atomic
def enclose(handing: Handing, *, lock: int, by: Person | None, what: str, upload: Upload, now: datetime) -> Enclosed:
    """A file beside the report; of each thing wanted the last one counts."""
    kept = _held(handing, lock, by, now)
    if what and what not in kept.filing.campaign.wanted:
        raise OutsideError(f"没有要求附“{what[:20]}”", "请按页面上列的附")
    file = store(by=by, organ=kept.filing.campaign.organ, name=upload.name, content=upload.data, now=now)
    if what:
        kept.enclosed.filter(what=what).delete()
    made = Enclosed.objects.create(handing=kept, what=what, file=file)
    _save(kept)
    log("outside.enclosed", by, kept.filing, what=what, sm3=file.sm3)
    return made


@transaction.atomic
def take_out(handing: Handing, *, lock: int, by: Person | None, enclosed: int, now: datetime) -> None:
    kept = _held(handing, lock, by, now)
    kept.enclosed.filter(pk=enclosed).delete()
    _save(kept)


@transaction.atomic
def say(handing: Handing, *, lock: int, by: Person | None, teller: str, note: str, now: datetime) -> Handing:
    """Who fills it in, and what there is to say besides: kept before anything else is asked."""
    kept = _held(handing, lock, by, now)
    kept.teller, kept.note = teller.strip()[:LONGEST_NAME], note.strip()[:500]
    _save(kept)
    return kept


@transaction.atomic
def answer_remark(
    handing: Handing, *, lock: int, by: Person | None, remark: int, answer: str, text: str, now: datetime
) -> None:
    """What was said of the last submission when it was returned."""
    kept = _held(handing, lock, by, now)
    filing = held(kept.filing, None)
    found = Remark.objects.select_related("submission__filing").filter(pk=remark, submission__filing=filing).first()
    if found is None:
        raise OutsideError("没有这一条意见", "请刷新页面")
    name = by.full_name if by else kept.teller or filing.name
    record_answer(filing=filing, remark=found, answer=answer, text=text, by=by, by_name=name, now=now)
    _save(kept)


def remarks_of(filing: Filing) -> list[Remark]:
    """Those of the last submission, if it was returned."""
    last = latest(filing)
    return list(last.remarks.exclude(decision=None).order_by("pk")) if last else []


@transaction.atomic
def hand_over(handing: Handing, *, lock: int, own: bool, now: datetime) -> Handing:
    """From the organ's page to the collecting office, which calls the registered telephone. `own`: the organ named in the
    file is another one, and whoever fills it in says that it is theirs."""
    kept = _held(handing, lock, None, now)
    _require_whole(kept, own)
    kept.state, kept.handed_at, kept.code, kept.tries = State.WAITING, now, _new_code(), 0
    _save(kept)
    log("outside.handed_over", None, kept.filing)
    return kept


@transaction.atomic
def take_back(handing: Handing, *, lock: int, now: datetime) -> Handing:
    """The organ has found something to change before it was called."""
    kept = _held(handing, lock, None, now, State.WAITING)
    kept.state, kept.code, kept.handed_at = State.FILLING, "", None
    _save(kept)
    log("outside.taken_back", None, kept.filing)
    return kept


@transaction.atomic
def new_code(handing: Handing, *, lock: int, now: datetime) -> Handing:
    """After too many wrong ones were heard."""
    kept = _held(handing, lock, None, now, State.WAITING)
    if kept.code:
        raise OutsideError("现在的确认码还能用", "请念页面上的六位数")
    kept.code, kept.tries = _new_code(), 0
    _save(kept)
    log("outside.code_renewed", None, kept.filing)
    return kept


@transaction.atomic
def submit(handing: Handing, *, lock: int, by: Person, own: bool, now: datetime) -> Submission:
    """The collecting office's own: no call, for it has the file from the organ itself and says how in the note."""
    kept = _held(handing, lock, by, now)
    _require_whole(kept, own)
    if not kept.note:
        raise OutsideError("没有写文件是怎样收到的", "请在“说明”里写，例如“1月12日公文送达，光盘一张”")
    return file_it(kept, source=Source.UPLOAD, by=by, now=now)


def file_it(kept: Handing, *, source: Source, by: Person | None, now: datetime) -> Submission:
    """`kept` is held by the caller. From here on it is a submission as any other."""
    filing = held(kept.filing, None)
    made = file_copy(
        filing=filing,
        source=source,
        content=kept.content,
        files=[(one.what, one.file) for one in _enclosed(kept)],
        by=by,
        by_name=kept.teller,
        note=kept.note,
        now=now,
    )
    kept.state, kept.code, kept.submission = State.FILED, "", made
    _save(kept)
    if kept.link:
        kept.link.ended_at = now
        kept.link.save(update_fields=["ended_at"])
    return made


def _enclosed(kept: Handing) -> list[Enclosed]:
    return list(kept.enclosed.select_related("file"))


def _require_whole(kept: Handing, own: bool) -> None:
    if kept.batch:
        raise OutsideError("文件还在读取", "请等读完再报送")
    if not kept.content:
        raise OutsideError("还没有读出报告", "请先交年报文件")
    report = loads(kept.content)
    left = doubtful(report)
    if left:
        raise OutsideError(f"还有 {len(left)} 格没有读准", "请逐格对照原文填好，再报送")
    if not kept.teller:
        raise OutsideError("没有写填报人", "请写填报人的姓名，保存以后再报送")
    if other_organ(report, kept.filing) and not own:
        raise OutsideError(
            f"文件里的机关是“{report.agency}”，不是“{kept.filing.name}”",
            "确实是本机关的，请勾选说明；交错了的，请换文件",
        )
    given = {one.what for one in _enclosed(kept)}
    lacking = [what for what in kept.filing.campaign.wanted if what not in given]
    if lacking:
        raise OutsideError(f"没有附{'、'.join(lacking)}", "请选好文件再报送")
    unanswered = sum(not one.answer for one in remarks_of(kept.filing))
    if unanswered:
        raise OutsideError(f"退回的意见还有 {unanswered} 条没有回复", "请逐条写明“已改”或者说明，再报送")


def _new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def _at(handing: Handing, lock: int) -> None:
    if Handing.objects.filter(pk=handing.pk, lock=lock, state=State.FILLING).exists():
        return
    raise _changed()


def _changed() -> ChangedError:
    return ChangedError("您打开这一页以后，这次填报又有变动，刚才的操作没有生效", "请看一遍现在的情况再办")


def _held(handing: Handing, lock: int, by: Person | None, now: datetime, state: State = State.FILLING) -> Handing:
    """The row, held; of the organ's own browser (`by` None), or of the office that leads."""
    rows = Handing.objects.select_for_update(of=("self",)).select_related("filing__campaign__organ", "link", "file")
    kept = rows.get(pk=handing.pk)
    if kept.lock != lock or kept.state != state:
        raise _changed()
    if kept.link_id is None:
        if by is None:
            raise OutsideError("这一次由收报机关代交", "请由收报机关办理")
        require_leader(by, kept.filing.campaign.organ, now)
    elif by is not None:
        raise OutsideError("这一次由机关自己填", "请由机关在它的页面上办理")
    return kept


def _save(kept: Handing) -> None:
    kept.lock += 1
    kept.save()
