"""Where the reports of the office's corpus were published: a table it may lay beside the corpus (GONGKAI_CORPUS_ADDRESSES)."""

from __future__ import annotations

import csv
import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)


def addresses() -> dict[str, str]:
    """By the file as the pages name it. Empty where there is no such table."""
    file = settings.CORPUS_ADDRESSES
    if file is None:
        return {}
    try:
        return _read(str(file), file.stat().st_mtime_ns)
    except (OSError, ValueError, csv.Error) as error:
        logger.warning("GONGKAI_CORPUS_ADDRESSES: %s", error)
        return {}


def changed() -> int:
    """A number that is another one when the table is; 0 where there is none."""
    try:
        return settings.CORPUS_ADDRESSES.stat().st_mtime_ns if settings.CORPUS_ADDRESSES else 0
    except OSError:
        return 0


@lru_cache(maxsize=2)
def _read(file: str, changed: int) -> dict[str, str]:
    """Lines of 文件,网址; what is no web address is left out."""
    with Path(file).open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) >= 2]
    return {row[0].strip(): row[1].strip() for row in rows if row[1].strip().startswith(("https://", "http://"))}
