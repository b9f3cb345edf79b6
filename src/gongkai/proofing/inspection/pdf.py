"""PDF files: text below boxes, remarks, links, the author. Read in the reading's own process for PDF files."""

from __future__ import annotations

from gongkai.proofing.case import Behind, Link, Passage, Trace
from gongkai.proofing.inspection.about import author_traces
from gongkai.reading import Limits, behind_pdf
from gongkai.reading.problem import Clock
from gongkai.report import Place

_HIDDEN = {"covered": ("PF-COVERED", "main"), "pale": ("PF-COVERED", "pale"), "redactions": ("PF-COVERED", "redaction")}
_FEWEST = 2


def inspect(data: bytes, name: str, limits: Limits) -> Behind:
    entries, about = behind_pdf(data, name, Clock(limits, name))
    behind = Behind()
    for kind, (rule, template) in _HIDDEN.items():
        for page, text in entries[kind]:
            if len(text) >= _FEWEST:
                behind.traces.append(Trace(rule, _shown(text), Place(page=page), kind=template))
                behind.passages.append(Passage(text, Place(page=page), "遮盖下的文字"))
    for page, text in entries["remarks"]:
        behind.traces.append(Trace("PF-COMMENT", "1", Place(page=page), "批注"))
        behind.passages.append(Passage(" ".join(text.split()), Place(page=page), "批注"))
    behind.links += [Link(address, Place(page=page), "超链接") for page, address in entries["links"]]
    behind.traces += author_traces({"作者": about["Author"]} if "Author" in about else {})
    return behind


def _shown(text: str) -> str:
    """How much lies there, never what: that is what the box was meant to hide."""
    return f"共 {len(text)} 个字"
