"""Sentences with live figures, offered for the text; each only when every figure it states is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from gongkai.report import AnnualReport, Form, Number, wording
from gongkai.report.forms import DISPUTES, PROACTIVE, REQUESTS

OVERALL = 1
"""Section one, 总体情况, is where the text states figures."""


Tell = Callable[[Mapping[str, Number]], str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`section` counts from 1; `key` names the sentence among those offered."""

    key: str
    section: int
    text: str


def sentences(report: AnnualReport) -> list[Sentence]:
    """What can be told now and is not in the text yet, in the order in which section one tells it."""
    form = report.form
    if form is None:
        return []
    written = "".join("".join(section.text.split()) for section in report.sections)
    known = {path: value for path in form.paths if (value := report.cell(path).value) is not None}
    told = (
        Sentence(key, OVERALL, tell(known)) for key, needed, tell in _tellings(form) if all(p in known for p in needed)
    )
    return [sentence for sentence in told if sentence.text not in written]


def insert(report: AnnualReport, key: str) -> AnnualReport:
    """The report with an offered sentence at the end of its section."""
    sentence = next((sentence for sentence in sentences(report) if sentence.key == key), None)
    if sentence is None:
        return report
    return replace(
        report,
        sections=[
            replace(section, text=f"{section.text.rstrip()}\n{sentence.text}".strip())
            if (section.number or position) == sentence.section
            else section
            for position, section in enumerate(report.sections, 1)
        ],
    )


def _tellings(form: Form) -> Iterable[tuple[str, list[str], Tell]]:
    """Each sentence's name, the figures it needs, and how it tells them."""
    requests = [f"{REQUESTS}.{row}.total" for row in form.request_rows]
    disputes = [path for path in form.paths if path.startswith(f"{DISPUTES}.")]
    proactive = [path for path in form.paths if path.startswith(f"{PROACTIVE}.")]
    yield "decided", proactive, lambda known: wording.decided(known, form)
    yield "requested", requests, wording.requested
    yield "disputed", disputes, wording.disputed
    yield "documents", proactive, lambda known: wording.documents(known, form, rules=False)
