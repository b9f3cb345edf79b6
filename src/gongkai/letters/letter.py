"""A letter as data: when it is used, what it cites, its wording with merge fields, and what must be said of remedies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.letters.fragments import names_in
from gongkai.statute import REPLIES

REMEDY = "救济告知"
BASIS = "法律依据"
GROUND = "不予公开情形"


class Family(StrEnum):
    """How the letters are grouped for those who look for one."""

    PROCEDURE = "procedure"
    CONSULTATION = "consultation"
    REPLY = "reply"
    ENDING = "ending"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _FAMILIES[self]


_FAMILIES = {
    Family.PROCEDURE: "登记、补正、延期和收费",
    Family.CONSULTATION: "征求意见和协办",
    Family.REPLY: "答复",
    Family.ENDING: "不再处理和终止",
    Family.OTHER: "更正和送达",
}


class RemedyRule(StrEnum):
    """What the letter says of remedies: nothing (steps that cannot be challenged alone), what the outcome of its reply
    calls for, or what holds for any act that does not refuse information."""

    NONE = "none"
    BY_OUTCOME = "by_outcome"
    GENERAL = "general"


class Part(StrEnum):
    """Where a block stands on the page."""

    TITLE = "title"
    NUMBER = "number"
    TO = "to"
    TEXT = "text"
    TABLE = "table"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"
    NEW_PAGE = "new_page"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table of rows of cells (label, value, label, value …)."""

    part: Part
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell for row in self.rows for cell in row) if self.rows else (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`body`: its paragraphs; one that names an optional field is left out where that field is blank.

    `to`: the field with the name of whom it is addressed to. `replies`: the kinds of reply it gives (codes of REPLIES);
    with several the occasion says which. `one_of`: of each of these sets exactly one field is filled. `document`: what
    the letter calls itself, `act` what can be challenged. `slip`: a page for the addressee to fill in and send back.
    `sheet`: a form without addressee, signature and number.
    """

    code: str
    name: str
    title: str
    family: Family
    when: str
    articles: tuple[str, ...] = ()
    body: tuple[str | Block, ...]
    optional: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    to: str = "申请人"
    replies: tuple[str, ...] = ()
    remedy: RemedyRule = RemedyRule.NONE
    document: str = "告知书"
    act: str = "本答复"
    numbered: bool = True
    slip: tuple[Block, ...] = ()
    sheet: bool = False
    hands_out: bool = field(default=False)
    """Whether information goes out with it, so that it must be reviewed for secrecy first (《条例》第十七条)."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The rows of table three its replies are counted in."""
        return tuple(dict.fromkeys(REPLIES[code].outcome for code in self.replies))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole letter in order, with its fields unfilled."""
        body = tuple(Block(Part.TEXT, one) if isinstance(one, str) else one for one in self.body)
        if self.sheet:
            return (Block(Part.TITLE, "{{机关全称}}"), Block(Part.TITLE, self.title), *body, *self.slip)
        number = (Block(Part.NUMBER, "{{文号}}"),) if self.numbered else ()
        remedy = () if self.remedy is RemedyRule.NONE else (Block(Part.TEXT, f"{{{{{REMEDY}}}}}"),)
        return (
            Block(Part.TITLE, "{{机关全称}}"),
            Block(Part.TITLE, self.title),
            *number,
            Block(Part.TO, f"{{{{{self.to}}}}}："),
            *body,
            *remedy,
            Block(Part.TEXT, "附件：{{附件}}"),
            Block(Part.SIGNATURE, "{{机关全称}}"),
            Block(Part.DATE, "{{日期}}"),
            Block(Part.NOTE, "（联系人：{{联系人}}，联系电话：{{联系电话}}）"),
            *self.slip,
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields it may hold, in their order, those of its grounds included."""
        named = [name for block in self.blocks for text in block.texts for name in names_in(text)]
        return tuple(dict.fromkeys([*named, *self.ground_fields]))

    @property
    def ground_fields(self) -> list[str]:
        from gongkai.letters.grounds import GROUND_TEXTS

        if not self.states_ground:
            return []
        return [name for text in GROUND_TEXTS.values() for name in names_in(text)]

    @property
    def states_ground(self) -> bool:
        return any(GROUND in text for block in self.blocks for text in block.texts)

    @property
    def may_be_blank(self) -> frozenset[str]:
        """Fields that need not be filled; those of `one_of` and of single grounds are checked by rules of their own."""
        return self.optional | {"附件"} | frozenset().union(*self.one_of) | frozenset(self.ground_fields)


def by_code(letters: tuple[Letter, ...]) -> Mapping[str, Letter]:
    found = {letter.code: letter for letter in letters}
    if len(found) != len(letters):
        raise ValueError("two letters with one code")
    return found
