"""What is done to a redaction. Each is one transaction, asks its rule first, and is in the log with old and new boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gongkai.redaction import REASONS, Box, Spot
from gongkai_web.audit.services import record
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content, seal, store
from gongkai_web.letters.models import Enclosure
from gongkai_web.organs.models import Person
from gongkai_web.redactions.boxes import MOST, Kept, as_json, boxes_in, current, from_lines, from_spots, next_id, told
from gongkai_web.redactions.errors import ChangedError, RedactingError
from gongkai_web.redactions.models import BoxVersion, Redaction, State
from gongkai_web.redactions.rules import ENDED, WORKING, may_open
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper, Request
from gongkai_web.requests.services.common import require_handler

TAKEN = frozenset({"pdf", "png", "jpg", "docx", "doc", "rtf"})
Boxes = list[Kept]


@transaction.atomic
def begin(*, by: Person, request: Request, file: StoredFile, now: datetime) -> Redaction:
    """From now on the file is sealed, and leaves through no gate. Raises RedactingError for one that has been enclosed, or
    has no pages."""
    require_handler(by, request.organ, now)
    if not request.is_open:
        raise RedactingError("这件申请已经办结", "办结以后不再区分处理")
    if file.kind not in TAKEN:
        raise RedactingError(
            "这种文件没有页面，不能遮盖", "表格、演示文稿请先另存为 PDF，再上传", file.name, "REDACTION_NO_PAGES"
        )
    same = Enclosure.objects.filter(file__sm3=file.sm3, file__organ=file.organ_id).exclude(letter__state="void")
    if same.exists():
        raise RedactingError("这个文件正在随文书发出", "请先在文书里去掉它；已经发出的，不再遮盖", file.name)
    if Redaction.objects.filter(request=request, original=file).exclude(state__in=ENDED).exists():
        raise RedactingError("这个文件已经在遮盖", "请接着办理那一份", file.name)
    seal(by=by, file=file, now=now)
    made = Redaction.objects.create(request=request, original=file, by=by, at=now)
    _log("begun", by, made, file=file.sm3)
    return made


def upload(*, by: Person, request: Request, name: str, data: bytes, now: datetime) -> Redaction:
    """The same, of a file that is handed in now."""
    require_handler(by, request.organ, now)
    with transaction.atomic():
        file = store(by=by, organ=request.organ, name=name, content=data, sealed=True, now=now)
        return begin(by=by, request=request, file=file, now=now)


@transaction.atomic
def draw(
    *, by: Person, redaction: Redaction, version: int, page: int, lines: str, reason: str, now: datetime
) -> Redaction:
    """Boxes drawn or typed on one page."""
    kept = _drawn_on(by, redaction, version, now)
    boxes = from_lines(lines, page, kept.page_count, reason)
    return _add(kept, boxes, f"第 {page} 页加了 {len(boxes)} 个框", by, now)


@transaction.atomic
def cover(
    *, by: Person, redaction: Redaction, version: int, spots: Sequence[Spot], reason: str, now: datetime
) -> Redaction:
    """Words found on all pages; what is covered already is not covered twice."""
    kept = _drawn_on(by, redaction, version, now)
    there = current(kept)
    new = [box for box in from_spots(spots, reason) if not any(_holds(one, box) for one in there)]
    if not new:
        raise RedactingError("找到的地方都已经遮盖", "不用再加")
    return _add(kept, new, f"查找后加了 {len(new)} 个框", by, now)


def _holds(one: Kept, box: Box) -> bool:
    same = one.page == box.page
    across = one.left <= box.left and box.right <= one.right
    return same and across and one.top <= box.top and box.bottom <= one.bottom


@transaction.atomic
def take_guess(*, by: Person, redaction: Redaction, version: int, guess: int, reason: str, now: datetime) -> Redaction:
    kept = _drawn_on(by, redaction, version, now)
    spots = [Spot(**place) for place in _guess(kept, guess)["places"]]
    boxes = from_spots(spots, reason)
    return _add(kept, boxes, f"按提示加了 {len(boxes)} 个框", by, now, guess)


@transaction.atomic
def dismiss_guess(*, by: Person, redaction: Redaction, version: int, guess: int, now: datetime) -> Redaction:
    """It is no personal data, or may stay: a person has said so."""
    kept = _drawn_on(by, redaction, version, now)
    found = _guess(kept, guess)
    kept.dismissed = sorted({*kept.dismissed, guess})
    kept.save(update_fields=["dismissed"])
    return _keep(kept, current(kept), f"第 {found['places'][0]['page']} 页的提示不用遮盖", by, now)


def _guess(redaction: Redaction, guess: int) -> dict[str, list[dict[str, float]]]:
    if not 0 <= guess < len(redaction.guesses):
        raise RedactingError("没有这一条提示", "请刷新页面")
    return dict(redaction.guesses[guess])


def _add(
    redaction: Redaction, boxes: Sequence[Box], said: str, by: Person, now: datetime, guess: int | None = None
) -> Redaction:
    there, first = current(redaction), next_id(redaction)
    if len(there) + len(boxes) > MOST:
        raise RedactingError(f"一份文件最多 {MOST} 个框", "请拆成几份，或者用大一些的框")
    new = [
        Kept(number, one.page, one.left, one.top, one.right, one.bottom, one.reason, guess)
        for number, one in enumerate(boxes, first)
    ]
    return _keep(redaction, [*there, *new], said, by, now)


@transaction.atomic
def remove(*, by: Person, redaction: Redaction, version: int, box: int, now: datetime) -> Redaction:
    kept = _drawn_on(by, redaction, version, now)
    found = _box(kept, box)
    return _keep(kept, [one for one in current(kept) if one.id != box], f"去掉{found.where}的框", by, now)


@transaction.atomic
def give_reason(*, by: Person, redaction: Redaction, version: int, box: int, reason: str, now: datetime) -> Redaction:
    kept = _drawn_on(by, redaction, version, now)
    found = _box(kept, box)
    if reason not in REASONS:
        raise RedactingError("没有选遮盖的理由", "请选一项理由")
    changed = [replace(one, reason=reason) if one.id == box else one for one in current(kept)]
    return _keep(kept, changed, f"{found.where}的框改了理由", by, now)


@transaction.atomic
def undo(*, by: Person, redaction: Redaction, version: int, now: datetime) -> Redaction:
    """The boxes as they were before the last change, as a change of its own."""
    kept = _drawn_on(by, redaction, version, now)
    before = kept.versions.filter(number=version - 1).first()
    if version == 0:
        raise RedactingError("还没有画过框", "没有可以撤回的")
    return _keep(kept, boxes_in(before) if before else [], "撤回上一步", by, now)


def _box(redaction: Redaction, box: int) -> Kept:
    found = next((one for one in current(redaction) if one.id == box), None)
    if found is None:
        raise RedactingError("这个框已经没有了", "请刷新页面")
    return found


def _keep(redaction: Redaction, boxes: Boxes, said: str, by: Person, now: datetime) -> Redaction:
    before = {one["id"]: told(one) for one in as_json(current(redaction))}
    redaction.version += 1
    after = {one["id"]: told(one) for one in as_json(boxes)}
    BoxVersion.objects.create(
        redaction=redaction, number=redaction.version, boxes=as_json(boxes), said=said, by=by, at=now
    )
    redaction.save(update_fields=["version"])
    old = [words for box, words in before.items() if after.get(box) != words]
    new = [words for box, words in after.items() if before.get(box) != words]
    _log("boxes", by, redaction, version=redaction.version, said=said, old=old, new=new)
    return redaction


@transaction.atomic
def burn(*, by: Person, redaction: Redaction, version: int, now: datetime) -> Redaction:
    """Ask the program beside the web server to burn the boxes in, as they are in this version."""
    kept = _drawn_on(by, redaction, version, now)
    boxes = current(kept)
    if not boxes:
        raise RedactingError("还没有画框", "请先画出要遮盖的地方；不用遮盖的，直接提供原件")
    _to_work(kept, State.BURNING)
    _log("burning", by, kept, version=version, boxes=len(boxes))
    return kept


@transaction.atomic
def try_again(*, by: Person, redaction: Redaction, now: datetime) -> Redaction:
    """A file that could not be opened, after LibreOffice was installed or the machine was mended."""
    kept = held(by, redaction, now)
    if kept.state != State.FAILED:
        raise RedactingError("现在不用重试", "请刷新页面")
    _to_work(kept, State.PREPARING)
    _log("retried", by, kept)
    return kept


def _to_work(redaction: Redaction, state: State) -> None:
    redaction.state, redaction.failure, redaction.claim = state, "", ""
    redaction.beat_at, redaction.attempts, redaction.done = None, 0, 0
    redaction.save()


@transaction.atomic
def accept(*, by: Person, redaction: Redaction, result: int, now: datetime) -> Paper:
    """The result becomes a paper of the request that may be handed out. `result`: the file the person looked at."""
    kept = held(by, redaction, now)
    if kept.state != State.BURNT or kept.result is None or kept.result_id != result:
        raise RedactingError("这一份已经变了，还没有存入案卷", "请看一遍现在的结果再确认", code="REDACTION_CHANGED")
    paper = Paper.objects.create(request=kept.request, file=kept.result, kind=Proof.HANDED_OUT, by=by, at=now)
    kept.state, kept.paper, kept.accepted_by, kept.accepted_at = State.ACCEPTED, paper, by, now
    kept.save()
    _log("accepted", by, kept, result=kept.result.sm3, version=kept.result_of)
    return paper


@transaction.atomic
def draw_on(*, by: Person, redaction: Redaction, now: datetime) -> Redaction:
    """Back to the boxes: what was burned falls away; what was accepted stays in the file of the request."""
    kept = held(by, redaction, now)
    if kept.state not in (State.BURNT, State.ACCEPTED, State.BURNING):
        raise RedactingError("现在就在画框", "请刷新页面")
    kept.state, kept.result, kept.result_of, kept.paper = State.DRAWING, None, None, None
    kept.claim, kept.elsewhere, kept.proven_by, kept.failure = "", "", [], ""
    kept.save()
    _log("reopened", by, kept)
    return kept


@transaction.atomic
def drop(*, by: Person, redaction: Redaction, now: datetime) -> Redaction:
    """It is not needed. The original stays sealed."""
    kept = held(by, redaction, now)
    if kept.state in (State.ACCEPTED, State.DROPPED):
        raise RedactingError(f"这一份{kept.get_state_display()}", "请刷新页面")
    kept.state, kept.claim = State.DROPPED, ""
    kept.save(update_fields=["state", "claim"])
    _log("dropped", by, kept)
    return kept


@transaction.atomic
def open_original(*, by: Person, redaction: Redaction, now: datetime, what: str = "original") -> bytes:
    """The content of the original, or of what is shown of it; that it was opened, and by whom, is in the log."""
    if not may_open(by, redaction, now):
        raise RedactingError("原件已封存，您不能打开", "请办理这件申请的人打开")
    _log("opened", by, redaction, what=what)
    file = redaction.pages if what != "original" and redaction.pages else redaction.original
    return content(file)


def held(by: Person, redaction: Redaction, now: datetime) -> Redaction:
    """The row until the transaction ends, for somebody who may work on it."""
    kept = (
        Redaction.objects.select_for_update(of=("self",))
        .select_related("request__organ", "original", "pages", "result")
        .get(pk=redaction.pk)
    )
    require_handler(by, kept.request.organ, now)
    return kept


def _drawn_on(by: Person, redaction: Redaction, version: int, now: datetime) -> Redaction:
    kept = held(by, redaction, now)
    if kept.state in WORKING:
        raise RedactingError(kept.get_state_display(), "请等一会儿")
    if kept.state != State.DRAWING:
        raise RedactingError(f"这一份{kept.get_state_display()}，不能改框", "要改的，先点“再改遮盖框”")
    if kept.version != version:
        raise ChangedError(version)
    return kept


def _log(act: str, by: Person | None, redaction: Redaction, **data: object) -> None:
    case = redaction.request
    record(
        key=f"redaction.{act}",
        actor=by,
        organ=case.organ.code,
        target=f"request:{case.pk}",
        number=case.number,
        redaction=redaction.pk,
        **data,
    )


log: Callable[..., None] = _log
