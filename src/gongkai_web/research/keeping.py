"""The extracts behind the pages: of the reports published on the platform, and of a corpus the office names (GONGKAI_CORPUS).

The tick looks whether what the public sees is what was extracted; where it is not, both corpus and extract are made anew beside the
old ones and `current.json` names the new ones in one step. Until then the gate keeps back what was recalled (`shelf`).
"""

from __future__ import annotations

import fcntl
import json
import logging
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.checks.organs import core_name
from gongkai.corpus import Entry, Local, read_corpus
from gongkai.corpus.extract import extracted, make_extract
from gongkai.corpus.store import manifest_of
from gongkai.errors import GongkaiError
from gongkai_web.annual.models import Report
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.gate import recalled, visible

logger = logging.getLogger(__name__)
POINTER = "current.json"


@dataclass(slots=True)
class Current:
    """Names of the folders in use; `items`: file of the platform's corpus → item and revision; `claimed`: organ and year that the
    platform answers for, also where the report was recalled; `generation` of the office's corpus."""

    platform: str = ""
    corpus: str = ""
    items: dict[str, list[int]] = field(default_factory=dict)
    claimed: list[list[Any]] = field(default_factory=list)
    generation: str = ""


def root() -> Path:
    return settings.RESEARCH_DIR


def current() -> Current:
    try:
        return Current(**json.loads((root() / POINTER).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Current()


def keep(now: datetime, *, wait: bool = False) -> bool:
    """What the worker does every so often; whether something new was put in place. `wait`: also for the office's corpus."""
    root().mkdir(parents=True, exist_ok=True)
    with _alone() as alone:
        if not alone:
            return False
        at = current()
        changed = _keep_platform(at, now)
        changed = _keep_corpus(at, wait=wait) or changed
        if changed:
            _put_in_place(at)
        return changed


@contextmanager
def _alone() -> Iterator[bool]:
    """One process builds at a time; the system gives the lock back when its holder dies."""
    with (root() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _put_in_place(at: Current) -> None:
    """The folders before these stay for whoever still asks them, until the next time."""
    before = current()
    written = root() / f"{POINTER}.new"
    written.write_text(json.dumps(asdict(at), ensure_ascii=False), encoding="utf-8")
    written.replace(root() / POINTER)
    for folder in root().glob("extract-*"):
        if folder.name not in (at.platform, at.corpus, before.platform, before.corpus):
            shutil.rmtree(folder, ignore_errors=True)


def _new() -> Path:
    return root() / f"extract-{secrets.token_hex(6)}"


# --- the platform's own ---


def published(now: datetime) -> list[Report]:
    """Reports the public sees at this moment, as they were signed; their text is fetched when it is asked for."""
    items = visible(now).filter(annual_reports__isnull=False).values("revision")
    found = Report.objects.filter(revision__in=items).exclude(frozen="").select_related("organ", "organ__parent")
    found = found.defer("frozen", "frozen_facts", "opening", "overall", "problems", "other")
    return list(found.prefetch_related("organ__names", "organ__parent__names").order_by("item_id", "revision_id"))


def file_of(report: Report) -> str:
    return f"item-{report.item_id}-{report.revision_id}.json"


def region_of(organ: Organ) -> str | None:
    """Organs of one government stand together, under its name."""
    return core_name(organ.parent.name) if organ.parent else None


def key_of(organ: Organ) -> str:
    """As the extract writes it."""
    region = region_of(organ)
    return f"{region}/{core_name(organ.name)}" if region else core_name(organ.name)


def _keep_platform(at: Current, now: datetime) -> bool:
    reports = published(now)
    items = {file_of(one): [one.item_id, one.revision_id] for one in reports}
    claimed = sorted({(key_of(one.organ), one.year) for one in (*reports, *_recalled())})
    there = bool(at.platform) and extracted(root() / at.platform) is not None
    same = items == at.items and [list(one) for one in claimed] == at.claimed
    if same and (there or not items):
        return False
    at.items, at.claimed = items, [list(one) for one in claimed]
    at.platform = _extract_platform(reports) if reports else ""
    return True


def _recalled() -> list[Report]:
    items = recalled().filter(annual_reports__isnull=False)
    found = Report.objects.filter(item__in=items).select_related("organ", "organ__parent")
    return list(found.prefetch_related("organ__names", "organ__parent__names"))


def _extract_platform(reports: list[Report]) -> str:
    files, corpus = root() / "reports", root() / "corpus"
    files.mkdir(exist_ok=True)
    entries = []
    for one in reports:
        file = files / file_of(one)
        if not file.exists():
            file.write_text(one.frozen, encoding="utf-8")
        entries.append(Entry(str(file), organ=one.organ.name, region=region_of(one.organ)))
    read_corpus(corpus, entries, engine=Local(1), exactly=True)
    wanted = {Path(entry.file).name for entry in entries}
    for file in files.iterdir():
        if file.name not in wanted:
            file.unlink()
    target = _new()
    make_extract(corpus, target)
    return target.name


# --- the office's corpus ---

_CHILD: dict[str, Any] = {}
"""The program that extracts the office's corpus: it may take minutes, which no other tick is to wait for."""


def _keep_corpus(at: Current, *, wait: bool) -> bool:
    folder = settings.CORPUS_DIR
    if folder is None:
        changed, at.corpus, at.generation = bool(at.corpus), "", ""
        return changed
    try:
        generation = manifest_of(folder)["generation"]
    except GongkaiError as error:
        _warn_once(str(error))
        return False
    if generation == at.generation and extracted(root() / at.corpus) is not None:
        return False
    if wait:
        target = _new()
        make_extract(folder, target)
    else:
        found = _from_child(folder)
        if found is None:
            return False
        target = found
    at.corpus, at.generation = target.name, generation
    return True


@lru_cache(maxsize=16)
def _warn_once(said: str) -> None:
    """What has been said already is not said again every half minute."""
    logger.warning("GONGKAI_CORPUS: %s", said)


def _from_child(folder: Path) -> Path | None:
    """Where the extract lies once the program is done; started where none runs."""
    child = _CHILD.get("process")
    if child is None:
        _CHILD["target"] = _new()
        command = [sys.executable, "-m", "gongkai.corpus.extract", str(folder), str(_CHILD["target"])]
        _CHILD["process"] = subprocess.Popen(command)
        return None
    if child.poll() is None:
        return None
    _CHILD["process"] = None
    target: Path = _CHILD["target"]
    if extracted(target) is None:
        logger.error("the corpus of GONGKAI_CORPUS was not extracted (exit status %s)", child.returncode)
        return None
    return target
