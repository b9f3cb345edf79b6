"""What an import brings: each organ's report beside the one that is there already, and nothing overwritten.

Taken twice, a package changes nothing: the same content is left alone, another one is shown as a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.exchange.comparing import Difference, content_digest, differences
from gongkai.exchange.manifest import Organ, safe_name
from gongkai.exchange.package_reading import Package, Taken
from gongkai.report import AnnualReport, dumps
from gongkai.report import loads as load_report
from gongkai.writing import write_bytes


class Standing(StrEnum):
    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Compared:
    """One organ of a package beside what is there. `differences` only for DIFFERS."""

    taken: Taken
    standing: Standing
    differences: tuple[Difference, ...] = ()


def compared(package: Package, kept: Callable[[Organ], AnnualReport | None]) -> Iterator[Compared]:
    """`kept` gives the report that is there for an organ of the package, or None."""
    for taken in package.organs():
        before = kept(taken.organ)
        if before is None:
            yield Compared(taken, Standing.NEW)
        elif content_digest(before) == content_digest(taken.report):
            yield Compared(taken, Standing.SAME)
        else:
            yield Compared(taken, Standing.DIFFERS, differences(before, taken.report))


def into_folder(package: Package, folder: Path) -> list[Compared]:
    """Writes every new report as JSON; what is there stays as it is. Raises GongkaiError for a file that cannot be read or
    written."""
    folder.mkdir(parents=True, exist_ok=True)
    done = []
    for item in compared(package, lambda organ: _kept(folder / file_name(organ, package.manifest.year))):
        if item.standing is Standing.NEW:
            target = folder / file_name(item.taken.organ, package.manifest.year)
            write_bytes(f"{dumps(item.taken.report, indent=2)}\n".encode(), target)
        done.append(item)
    return done


def file_name(organ: Organ, year: int) -> str:
    code = f"-{safe_name(organ.code)}" if organ.code else ""
    return f"{safe_name(organ.name)}{code}-{year}.json"


def _kept(path: Path) -> AnnualReport | None:
    if not path.exists():
        return None
    try:
        return load_report(path.read_bytes())
    except GongkaiError as error:
        error.where = str(path)
        raise
