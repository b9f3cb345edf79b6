"""An export from beginning to end. Killed at any moment and run again it ends as if it had not been."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from gongkai import __version__
from gongkai.errors import GongkaiError, system_reason
from gongkai_web.audit.services import record
from gongkai_web.export import removals
from gongkai_web.export.addresses import DELETIONS, MANIFEST, SIGNATURE
from gongkai_web.export.contexts import Surroundings
from gongkai_web.export.errors import ExportError
from gongkai_web.export.folder import Folder, canonical, digest_of, manifest
from gongkai_web.export.keys import public_pem, signing_key
from gongkai_web.export.locking import locked
from gongkai_web.export.making import Making
from gongkai_web.export.models import Copy, Run, Site
from gongkai_web.export.rendering import templates_digest
from gongkai_web.export.source import touched_since
from gongkai_web.export.state import State, entry_digest
from gongkai_web.export.styling import style
from gongkai_web.export.theme import Theme, read_theme
from gongkai_web.organs.models import Person
from gongkai_web.publishing import journal
from gongkai_web.publishing.days import turn_day

MOST_PASSES = 5


def export(site: Site, *, by: Person | None, everything: bool = False) -> Run:
    """Bring the folder up to date. Raises ExportError, and then the run says why; what lies in the folder stays whole."""
    with locked(site), translation.override(settings.LANGUAGE_CODE):
        run = _begun(site, by, everything)
        try:
            _make(site, run, everything)
        except (GongkaiError, OSError) as error:
            _failed(run, error)
            raise ExportError(*_words(error)) from error
        except BaseException:
            _failed(run, ExportError("导出时出错，已停止", "请看平台的日志"))
            raise
        return _ended(run)


def _make(site: Site, run: Run, everything: bool) -> None:
    root = Path(site.folder)
    theme, key, folder = read_theme(site.theme), signing_key(), Folder.opened(root, trusted=not everything)
    turn_day(timezone.now())
    state = _state(site, theme, root, everything)
    making = Making(site, theme, folder, state, public_pem(key))
    making.ended = set(Copy.objects.filter(site=site, ended=True).values_list("item_id", flat=True))
    _follow(making, run)
    removals.note(
        site,
        items={key: paths for key, paths in state.items.items() if key in making.visible},
        ended=making.ended,
        files=folder.files,
        before=set(folder.before) - {DELETIONS, SIGNATURE},
        now=timezone.now(),
    )
    listed = removals.deletions(site)
    folder.write(DELETIONS, listed)
    folder.write(SIGNATURE, key.sign(listed))
    folder.sweep()
    _close(site, folder, state)
    run.files, run.written, run.removed = len(folder.files), folder.written, folder.removed
    run.problems = list(making.problems)


def _follow(making: Making, run: Run) -> None:
    """Pass after pass, until nothing has been done to items meanwhile: what is recalled during an export is not in it."""
    state = making.state
    for _ in range(MOST_PASSES):
        changed, upto = touched_since(state.upto) if state.upto else set(), journal.newest()
        making.run(changed, timezone.now())
        run.items = len(making.visible)
        state.upto, state.entry = upto, entry_digest(upto)
        if journal.newest() == upto or not touched_since(upto):
            return


def _state(site: Site, theme: Theme, root: Path, everything: bool) -> State:
    look = _look(site, theme)
    if everything:
        return State(look=look)
    try:
        return State.read(site, (root / MANIFEST).read_bytes(), look)
    except OSError:
        return State(look=look)


def _look(site: Site, theme: Theme) -> str:
    """Of everything that every page depends on: when it changes, all are drawn anew."""
    around = Surroundings(site, timezone.now())
    columns = [(one.code, one.name, one.description, one.kind, one.top, one.categories) for one in around.columns]
    said = {
        "version": __version__,
        "templates": templates_digest(),
        "style": digest_of(style()),
        "theme": theme.digest,
        "address": site.address,
        "organ": [around.frame.name, str(around.organ.ended_on), str(around.organ.merged_into_id)],
        "site": repr(around.frame.site),
        "contact": _fields(around.frame.contact),
        "columns": columns,
    }
    return digest_of(canonical(said))


def _fields(of: object) -> list[str]:
    return sorted(f"{name}={value}" for name, value in vars(of).items() if not name.startswith("_")) if of else []


def _close(site: Site, folder: Folder, state: State) -> None:
    """On the disk before the manifest says so; the state belongs to the manifest that comes after it."""
    if folder.written:
        os.sync()
    organ = site.organ.code
    state.manifest = digest_of(manifest(organ, folder.files))
    state.write(site)
    folder.close(organ)


@transaction.atomic
def _begun(site: Site, by: Person | None, everything: bool) -> Run:
    """Whoever holds the lock knows that every earlier run is over."""
    now = timezone.now()
    cut_off = "中途停止（断电或者程序被结束），下一次会接着做完"
    Run.objects.filter(site=site, state=Run.State.RUNNING).update(
        state=Run.State.FAILED, ended_at=now, problems=[cut_off]
    )
    return Run.objects.create(site=site, by=by, started_at=now, everything=everything)


def _failed(run: Run, error: BaseException) -> None:
    run.state, run.ended_at, run.problems = (
        Run.State.FAILED,
        timezone.now(),
        ["：".join(filter(None, _words(error)[:2]))],
    )
    run.save()


def _words(error: BaseException) -> tuple[str, str, str]:
    if isinstance(error, GongkaiError):
        return error.text, error.remedy, error.where
    if isinstance(error, OSError):
        return f"文件夹写不进去：{system_reason(error)}", "请检查磁盘和权限，再导出一次", str(error.filename or "")
    return "导出时出错，已停止", "请看平台的日志", ""


@transaction.atomic
def _ended(run: Run) -> Run:
    run.state, run.ended_at = Run.State.DONE, timezone.now()
    run.save()
    record(
        key="export.done",
        actor=run.by,
        organ=run.site.organ.code,
        target=f"export:{run.site_id}",
        items=run.items,
        files=run.files,
        written=run.written,
        removed=run.removed,
    )
    return run


def seconds(run: Run) -> float:
    ended: datetime = run.ended_at or timezone.now()
    return (ended - run.started_at).total_seconds()
