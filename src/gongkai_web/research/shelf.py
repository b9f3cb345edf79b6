"""The extract of this process, opened once for each that is put in place, without what the gate no longer shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.urls import reverse

from gongkai.corpus.extract import Extract, Part, extracted, open_extract
from gongkai_web.publishing.editions import edition
from gongkai_web.publishing.gate import visible
from gongkai_web.research.addresses import addresses
from gongkai_web.research.keeping import POINTER, Current, current, root

_ITEM = re.compile(r"item-(\d+)-(\d+)\.json")


@dataclass(frozen=True, slots=True)
class Shelf:
    """`stamp` changes with everything that is shown; `platform` is the number of the platform's part, None where it has none."""

    extract: Extract
    stamp: str
    platform: int | None
    folders: dict[str, Path]
    gone: frozenset[str]
    left_out: int
    alike: bool

    def link(self, report: dict[str, object]) -> tuple[str, str]:
        """What a report is called and where it stands; no address where nobody told it."""
        file = str(report["file"])
        found = _ITEM.fullmatch(file) if report["part"] == self.platform else None
        if found:
            return "", reverse("open_item", args=[int(found[1])])
        return file, file if file.startswith(("https://", "http://")) else addresses().get(file, "")


class _Kept:
    def __init__(self) -> None:
        self.lock = Lock()
        self.pointer: tuple[int, int] | None = None
        self.at = Current()
        self.edition = -1
        self.gone: frozenset[str] = frozenset()
        self.shelf: Shelf | None = None
        self.of: tuple[object, ...] | None = None


_KEPT = _Kept()


def shelf(now: datetime) -> Shelf | None:
    """None where nothing is there to be shown yet."""
    number = edition()
    with _KEPT.lock:
        moved = _look()
        if moved or number != _KEPT.edition:
            _KEPT.gone, _KEPT.edition = _gone(_KEPT.at, now), number
        of = (_KEPT.pointer, _KEPT.gone)
        if of != _KEPT.of:
            # Whoever still asks the one before has it: it is closed when nobody holds it any more.
            _KEPT.shelf, _KEPT.of = _open(_KEPT.at, _KEPT.gone), of
        return _KEPT.shelf


def _look() -> bool:
    """Whether another extract was put in place."""
    try:
        stat = (root() / POINTER).stat()
        pointer = (stat.st_mtime_ns, stat.st_ino)
    except OSError:
        pointer = (0, 0)
    if pointer == _KEPT.pointer:
        return False
    _KEPT.pointer, _KEPT.at = pointer, current()
    return True


def _gone(at: Current, now: datetime) -> frozenset[str]:
    """Files whose revision is not what the public sees."""
    items = {item for item, _ in at.items.values()}
    seen = dict(visible(now).filter(pk__in=items).values_list("pk", "revision")) if items else {}
    return frozenset(file for file, (item, revision) in at.items.items() if seen.get(item) != revision)


def _open(at: Current, gone: frozenset[str]) -> Shelf | None:
    parts, folders, platform = [], {}, None
    left_out, alike = 0, False
    for name, folder in (("platform", at.platform), ("corpus", at.corpus)):
        manifest = extracted(root() / folder) if folder else None
        if manifest is None:
            continue
        if name == "platform":
            platform = len(parts)
            parts.append(Part(root() / folder, gone))
        else:
            claimed = frozenset((organ, year) for organ, year in at.claimed)
            parts.append(Part(root() / folder, barred=claimed))
        folders[name] = root() / folder
        left_out += manifest["left_out"]
        alike = alike or manifest["alike"]
    if not parts:
        return None
    extract = open_extract(parts, memory_mb=settings.RESEARCH_MEMORY_MB, threads=2)
    if not extract.ask("SELECT count(*) FROM reports").rows[0][0]:
        extract.close()
        return None
    stamp = "|".join((at.platform, at.corpus, *sorted(gone)))
    return Shelf(extract, stamp, platform, folders, gone, left_out, alike)
