"""The good files that are made bad: the published samples of every form, and what our own writers make of one of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from gongkai.reading import read
from gongkai.writing import FORMATS

SAMPLES = Path(__file__).parents[2] / "tests" / "samples"
_OWN = "seed-001.txt"


def seeds() -> dict[str, bytes]:
    """File name → bytes."""
    published = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.is_file()}
    found = {name: data for name, data in published.items() if not name.endswith("README.md")}
    report = read(SAMPLES / _OWN)
    for suffix, written in FORMATS.items():
        found[f"own{suffix}"] = written(report)
    found["several.zip"] = _zip({name: found[name] for name in ("seed-000.txt", "word.docx", "web-page.html")})
    return found


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
