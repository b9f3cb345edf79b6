"""Which files make up a corpus: a folder, or a list that may also say whose they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import GongkaiError, system_reason
from gongkai.reading import SUFFIXES
from gongkai.reading.folders import expand, skipped

HEADS = {"文件": "file", "机关": "organ", "地区": "region", "统计范围": "scope"}
_LISTS = frozenset({".txt", ".csv", ".lst", ".list"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, with what the list says of it; None where it says nothing."""

    file: str
    organ: str | None = None
    region: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """`left` are files of the folder that no reader is for: they are named, not missed in silence."""

    entries: tuple[Entry, ...]
    left: tuple[Path, ...] = ()


def listing(source: Path, *, region_by_folder: bool = False, without: Path | None = None) -> Listing:
    """The files below a folder, or those of a list, each once, by name; `without` is a folder in it that is left out: the corpus
    itself. Raises GongkaiError naming the line that is wrong."""
    if source.is_dir():
        files = [file for file in expand([source], SUFFIXES) if not _below(file, without)]
        entries = [_in_folder(file, source, by_folder=region_by_folder) for file in files]
        found = Listing(tuple(entries), tuple(f for f in skipped([source], SUFFIXES) if not _below(f, without)))
    else:
        found = Listing(tuple(_listed(source)))
        if not any(_is_file(entry.file) for entry in found.entries):
            raise _no_list(source)
    if not found.entries:
        raise GongkaiError("没有找到年度报告文件", "请检查文件夹或清单", str(source), "NO_FILES")
    return Listing(tuple(sorted({e.file: e for e in found.entries}.values(), key=lambda e: e.file)), found.left)


def _below(file: Path, folder: Path | None) -> bool:
    return folder is not None and file.absolute().is_relative_to(folder.absolute())


def _is_file(name: str) -> bool:
    """False also for a line of prose, which is too long for a name."""
    try:
        return Path(name).is_file()
    except OSError:
        return False


def _in_folder(file: Path, folder: Path, *, by_folder: bool) -> Entry:
    parts = file.relative_to(folder).parts
    return Entry(str(file.absolute()), region=parts[0] if by_folder and len(parts) > 1 else None)


def _listed(source: Path) -> Iterator[Entry]:
    lines = _text(source).splitlines()
    heads = _heads(lines)
    rows = csv.reader(lines) if heads else ([line.strip()] for line in lines)
    for number, row in enumerate(rows, start=1):
        if (heads and number == 1) or not any(field.strip() for field in row):
            continue
        yield _entry(dict(zip(heads or ["file"], row, strict=False)), source, number)


def _heads(lines: list[str]) -> list[str]:
    """The columns of a list with a head; none where each line is a file."""
    first = next(csv.reader(lines[:1]), [])
    heads = [HEADS.get(head.strip(), head.strip()) for head in first]
    return heads if "file" in heads else []


def _entry(row: dict[str, str], source: Path, number: int) -> Entry:
    given = {name: text.strip() or None for name, text in row.items() if name in HEADS.values()}
    name = given.pop("file", None)
    if name is None:
        raise GongkaiError("这一行没有写文件", "请补上文件路径，或者删去这一行", f"{source} 第 {number} 行", "LIST")
    file = Path(name) if Path(name).is_absolute() else source.absolute().parent / name
    return Entry(str(file), **given)


def _text(source: Path) -> str:
    """A list is no report: who names one report by mistake is told."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise GongkaiError(f"打不开（{system_reason(error)}）", "请检查路径", str(source), "LIST") from error
    if source.suffix.lower() not in _LISTS:
        raise _no_list(source)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _no_list(source)


def _no_list(source: Path) -> GongkaiError:
    remedy = "请给出文件夹；或者给出清单：每行一个文件，或带“文件,机关,地区,统计范围”表头的 csv"
    return GongkaiError("这不是文件夹，也不是清单", remedy, str(source), "LIST")
