"""Who writes the first file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.chains import drawn, site
from benchmarks.chains.step import Writer
from benchmarks.corpus.case import Case
from benchmarks.corpus.docx import DOCX, PRINTED
from benchmarks.corpus.html import HTML
from benchmarks.corpus.paper import Paper
from benchmarks.corpus.pdf import PDF
from benchmarks.corpus.xlsx import XLSX
from gongkai import writing
from gongkai.report import AnnualReport, Cell, CellState, Section

Render = Callable[[Paper, Random], bytes]
_HIDING = {
    "docx hidden", "docx tracked", "docx text box", "docx controls", "html drafts", "xlsx hidden sheet", "site digits",
}  # fmt: skip


def _on_paper(renders: Mapping[str, Render], suffix: str, group: str, *needs: str) -> dict[str, Writer]:
    return {
        name: Writer(suffix, group, _ignoring_case(render), needs, hides=name in _HIDING)
        for name, render in renders.items()
    }


def _ignoring_case(render: Render) -> Callable[[Case, Paper, Random], bytes]:
    return lambda _, paper, rng: render(paper, rng)


def _own(suffix: str) -> Callable[[Case, Paper, Random], bytes]:
    return lambda case, paper, _: writing.to_bytes(_report(case, paper), f".{suffix}")


def _report(case: Case, paper: Paper) -> AnnualReport:
    """The case as the object this library writes."""
    said: list[list[str]] = []
    for block in paper.blocks:
        if isinstance(block, str) and block.startswith("#"):
            said.append([])
        elif isinstance(block, str) and said:
            said[-1].append(block)
    titles = case.form.sections
    sections = [Section(n, title, "\n".join(text)) for n, (title, text) in enumerate(zip(titles, said, strict=True), 1)]
    tables = {path: _cell(case, path) for path in case.values}
    return AnnualReport(case.agency, case.year, case.form.code, paper.title, sections=sections, tables=tables)


def _cell(case: Case, path: str) -> Cell:
    value = case.values[path]
    if value is None:
        return Cell(None, CellState(case.state[path]), case.printed.get(path) or None)
    return Cell.number(value)


WRITERS: dict[str, Writer] = {
    **_on_paper(PRINTED, "docx", "docx"),
    **_on_paper({name: render for name, render in DOCX.items() if name != "docx nested"}, "docx", "docx"),
    **_on_paper({name: render for name, render in HTML.items() if name != "html json"}, "html", "html"),
    **_on_paper(site.PAGES, "html", "html of a web site"),
    **_on_paper({name: render for name, render in XLSX.items() if name != "xlsx uncached"}, "xlsx", "xlsx"),
    **_on_paper({name: render for name, render in PDF.items() if "unruled" not in name}, "pdf", "pdf, ruled"),
    **_on_paper({name: render for name, render in PDF.items() if "unruled" in name}, "pdf", "pdf, no lines"),
    **_on_paper(drawn.RULED, "pdf", "pdf, ruled", ":reportlab"),
    **_on_paper(drawn.UNRULED, "pdf", "pdf, no lines", ":reportlab"),
    **{
        f"own {suffix}": Writer(suffix, f"{suffix} of this library", _own(suffix), as_the_form=True)
        for suffix in ("docx", "pdf", "html", "xlsx")
    },
}
"""Name → writer."""
