"""What a file holds beside its text: one module for each file form, bytes → `Behind`. Nothing is fetched or opened by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from gongkai.proofing.case import Behind, Trace
from gongkai.reading import Limits

Inspect = Callable[[bytes, str, Limits], Behind]

_MODULES = {"docx": "docx", "xlsx": "xlsx", "pdf": "pdf", "picture": "picture", "html": "html"}
_PLAIN = ("text", "markdown", "json", "report")
"""`report`: the JSON this library writes, all of whose words are read."""


def inspect(kind: str, data: bytes, name: str, limits: Limits) -> Behind:
    """`kind` as the reading names it. Where a form cannot be looked behind, a trace says so."""
    if kind in _MODULES:
        run: Inspect = import_module(f"{__name__}.{_MODULES[kind]}").inspect
        return run(data, name, limits)
    return Behind() if kind in _PLAIN else Behind(traces=[Trace("PF-UNCHECKED")])
