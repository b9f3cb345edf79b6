"""What a reply must say about remedies, and until when they are open.

Three blocks of text (教示): A reconsideration first, then court; B reconsideration or court; C nothing, where an office
has chosen so. A refusal under 《条例》第十四条至第十六条 carries A since 2024-01-01, its part in a partial reply too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.calendar import Calendar, chinese_date, last_of_days, last_of_months
from gongkai.errors import GongkaiError
from gongkai.statute.laws import Footing
from gongkai.statute.outcomes import EXEMPTIONS, OUTCOMES, REFUSALS
from gongkai.statute.remedy_law import REMEDY_LAW, OrganKind, Period, Remedy, RemedyLaw, Scope, in_force


class Block(StrEnum):
    A = "A"
    B = "B"
    C = "C"


PARTIAL = "partial"


class RemedyError(GongkaiError):
    """The law of remedies cannot be applied: an unknown outcome or ground, or a day before any row."""


@dataclass(frozen=True, slots=True)
class Remedies:
    """Remedies against one reply. `blocks` in the order they are written; `disputed` names rows another may read
    differently; `reviewers` and `court` describe the organs by kind, an office fills in their names."""

    outcome: str
    dispatched: date
    blocks: tuple[Block, ...]
    reviewers: tuple[str, ...]
    court: str
    periods: dict[Remedy, Period]
    articles: tuple[str, ...]
    disputed: tuple[str, ...]

    def last_day(self, remedy: Remedy, known_on: date, calendar: Calendar) -> date:
        """The last day of a remedy, counted from the day the applicant received the reply (or the decision on
        reconsideration). Natural days; a last day of rest moves on. Raises MissingYearError."""
        period = self.periods[remedy]
        if period.months:
            return last_of_months(known_on, period.months, calendar)
        return last_of_days(known_on, period.days, calendar)

    def paragraphs(
        self, *, reviewer: str = "", court: str = "", document: str = "答复书", website: str = "", act: str = "本答复"
    ) -> tuple[str, ...]:
        """The text for the reply, a paragraph a block. `website`: where to file for reconsideration online, to be told
        when the reply goes out over the internet (《行政复议法》第二十二条第二款). `act`: what the document calls that which
        can be challenged, where it is not a reply."""
        names = _Names(reviewer or "或者".join(self.reviewers), court or self.court, document, act)
        mixed = len(self.blocks) > 1
        texts = [self._paragraph(block, names, mixed=mixed) for block in self.blocks if block is not Block.C]
        if texts and website:
            texts.append(f"提交行政复议申请书的互联网渠道：{website}。")
        return tuple(texts)

    def _paragraph(self, block: Block, names: _Names, *, mixed: bool) -> str:
        within = {remedy: period.text for remedy, period in self.periods.items()}
        received = f"可以自收到本{names.document}之日起{within[Remedy.RECONSIDERATION]}内"
        if block is Block.A:
            against = "本答复中不予公开的决定" if mixed else "本决定"
            return (
                f"如不服{against}，{received}，先向{names.reviewer}申请行政复议；对行政复议决定不服的，可以自收到行政复议"
                f"决定书之日起{within[Remedy.SUIT_AFTER_RECONSIDERATION]}内，依法向{names.court}提起行政诉讼。"
            )
        against = f"{names.act}的其他内容" if mixed else names.act
        return (
            f"如不服{against}，{received}向{names.reviewer}申请行政复议，"
            f"或者自收到本{names.document}之日起{within[Remedy.SUIT]}内依法向{names.court}提起行政诉讼。"
        )


@dataclass(frozen=True, slots=True)
class _Names:
    reviewer: str
    court: str
    document: str
    act: str


def remedies_for(
    outcome: str,
    *,
    dispatched: date,
    organ: OrganKind,
    grounds: Iterable[str] | None = None,
    law: RemedyLaw = REMEDY_LAW,
) -> Remedies:
    """The remedies against a reply with this outcome, sent on this day by this kind of organ.

    `grounds`: for a partial reply the exemptions (14a … 16c) its refused part rests on; None means it is not known
    which, so one of them is presumed; empty means none of them (what is withheld is no government information).
    Raises RemedyError.
    """
    if outcome not in OUTCOMES:
        raise RemedyError(f"没有“{outcome}”这种办理结果", "请从21种结果中选择", code="REMEDY_OUTCOME")
    scope, codes = _refused(outcome, frozenset(EXEMPTIONS) if grounds is None else frozenset(grounds))
    firsts = in_force(law.reconsideration_first, dispatched)
    first = [row for row in firsts if row.scope is scope and row.grounds & codes]
    reviewers = [row for row in in_force(law.reviewers, dispatched) if row.kind is organ]
    courts = [row for row in in_force(law.courts, dispatched) if organ in row.kinds]
    periods = {row.remedy: row for row in in_force(law.periods, dispatched)}
    if not (reviewers and courts and len(periods) == len(Remedy)):
        raise RemedyError(f"没有{chinese_date(dispatched)}的救济规定", "请核对答复日期", code="REMEDY_NO_LAW")
    used = [*first, *reviewers[-1:], *courts[-1:], *periods.values()]
    return Remedies(
        outcome=outcome,
        dispatched=dispatched,
        blocks=_blocks(outcome, law, reconsideration_first=bool(first)),
        reviewers=reviewers[-1].organs,
        court=courts[-1].court,
        periods=periods,
        articles=tuple(dict.fromkeys(row.article for row in used)),
        disputed=tuple(row.id for row in used if row.footing is Footing.DISPUTED),
    )


def _refused(outcome: str, grounds: frozenset[str]) -> tuple[Scope | None, frozenset[str]]:
    """What was refused under articles 14-16, the whole, a part or nothing, and on which grounds."""
    for code in sorted(grounds - set(EXEMPTIONS)):
        raise RemedyError(f"没有“{code}”这种不予公开的理由", "请写14a至16c", code="REMEDY_GROUND")
    if outcome in REFUSALS:
        return Scope.WHOLE, frozenset({REFUSALS[outcome].code})
    return (Scope.PART, grounds) if outcome == PARTIAL else (None, grounds)


def _blocks(outcome: str, law: RemedyLaw, *, reconsideration_first: bool) -> tuple[Block, ...]:
    if reconsideration_first:
        return (Block.A, Block.B) if outcome == PARTIAL else (Block.A,)
    return (Block.C,) if outcome in law.untold else (Block.B,)
