"""Which files a command is about: what was named, and for a folder every report file in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def expand(paths: Iterable[Path], suffixes: Iterable[str]) -> list[Path]:
    """Files in the order named, each once; a folder stands for the files with these suffixes in and below it, by name.

    A file that was named is taken whatever its suffix, and also when it does not exist: reading it says so.
    """
    known = {suffix.lower() for suffix in suffixes}
    found: dict[Path, None] = {}
    for path in paths:
        for file in _below(path, known) if path.is_dir() else (path,):
            found.setdefault(file)
    return list(found)


def skipped(paths: Iterable[Path], suffixes: Iterable[str]) -> list[Path]:
    """Files of the folders that are not taken: a scanned report among them must not be missed in silence."""
    taken = set(expand(paths, suffixes))
    return [file for path in paths if path.is_dir() for file in _visible(path) if file not in taken]


def _below(folder: Path, suffixes: set[str]) -> Iterator[Path]:
    return (file for file in _visible(folder) if file.suffix.lower() in suffixes)


def _visible(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
