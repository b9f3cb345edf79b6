"""Made-up numbers that are right in form, and what the proof says of a text. Nobody lives behind any of them."""

from __future__ import annotations

from gongkai.proofing import Metadata, ProofFinding, Settings, proof
from gongkai.reading import Document, Grid, GridCell
from gongkai.report import Place

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(first: str) -> str:
    """The 17 digits with their check digit (GB 11643), reckoned the long way."""
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]


def card(first: str) -> str:
    """The digits with their Luhn digit."""
    total = 0
    for place, digit in enumerate(reversed(first)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return first + str(-total % 10)


ID = identity("32092219900307123")
CHILD = identity("32092220150307123")
CARD = card("622848040256489001")
MOBILE = "13812345678"


def rules(text: str, metadata: Metadata | None = None, settings: Settings | None = None) -> list[str]:
    """The rules that speak, `error` and so on behind each, without repetition."""
    return list(dict.fromkeys(f"{f.rule} {f.severity}" for f in proof(text, metadata, settings)))


def table(*rows: tuple[str, ...]) -> Document:
    cells = tuple(
        tuple(GridCell(text, y, x, at=Place(table=1, row=y + 1, column=x + 1)) for x, text in enumerate(row))
        for y, row in enumerate(rows)
    )
    return Document([Grid(cells, at=Place(table=1))], "名单.docx", "docx", "")


def in_table(*rows: tuple[str, ...]) -> list[ProofFinding]:
    return proof(table(*rows))
