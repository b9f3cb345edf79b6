"""LibreOffice without a screen: many files in one call, with a profile folder of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.chains.step import Step, Unusable, run

_AT_ONCE = 40
Convert = Callable[[Sequence[Path]], dict[Path, bytes]]


def _to(target: str) -> Convert:
    suffix = target.split(":")[0]

    def convert(paths: Sequence[Path]) -> dict[Path, bytes]:
        done: dict[Path, bytes] = {}
        for start in range(0, len(paths), _AT_ONCE):
            done |= _converted(paths[start : start + _AT_ONCE], target, suffix)
        return done

    return convert


def _converted(paths: Sequence[Path], target: str, suffix: str) -> dict[Path, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ("--headless", "--convert-to", target, "--outdir", str(out))
        with contextlib.suppress(Unusable):
            run("soffice", profile, *options, *map(str, paths))
        results = {path: out / f"{path.stem}.{suffix}" for path in paths}
        return {path: result.read_bytes() for path, result in results.items() if result.exists()}


def _step(takes: str, target: str, group: str, **more: bool) -> Step:
    return Step(takes, target.split(":")[0], group, many=_to(target), needs=("soffice",), **more)


STEPS: dict[str, Step] = {
    "office doc": _step("docx", "doc:MS Word 97", "doc"),
    "office rtf": _step("docx", "rtf:Rich Text Format", "rtf"),
    "office odt": _step("docx", "odt", "odt"),
    "office docx": _step("doc", "docx", "docx of an office suite"),
    "office pdf": _step("docx", "pdf", "pdf of an office suite"),
    "office html": _step("docx", "html:HTML (StarWriter)", "html of an office suite"),
    "office xhtml": _step("docx", "html:XHTML Writer File", "html of an office suite"),
    "office txt": _step("docx", "txt:Text (encoded):UTF8", "text saved by an office suite"),
    "office xls": _step("xlsx", "xls:MS Excel 97", "xls"),
    "office ods": _step("xlsx", "ods", "ods"),
    "office xlsx": _step("xls", "xlsx", "xlsx"),
    "office csv": _step("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", "csv"),
    "office sheet html": _step("xlsx", "html:HTML (StarCalc)", "html of an office suite"),
    "office sheet pdf": _step("xlsx", "pdf", "pdf of a workbook"),
}
