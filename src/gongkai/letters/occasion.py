"""What a letter is written for: the day it goes out, by which kind of organ, and which reply it gives.

From it follows all that nobody types: articles, grounds, periods, remedies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.letters.basis import basis_text
from gongkai.letters.errors import LetterError
from gongkai.letters.fragments import merged
from gongkai.letters.grounds import ground_fields, ground_text
from gongkai.letters.letter import BASIS, GROUND, REMEDY, Letter, RemedyRule
from gongkai.statute import (
    EXEMPTIONS,
    REFUSALS,
    REMEDY_LAW,
    REPLIES,
    OrganKind,
    Remedies,
    RemedyLaw,
    Reply,
    regime_on,
    remedies_for,
)

_GENERAL = "granted"
"""The outcome whose remedies hold for any act that refuses nothing under articles 14-16."""
_PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """`dispatched`: the day the letter goes out, which decides the law of remedies. `reply`: which of the letter's
    replies, where it has several. `grounds`: of a partial reply, the exemptions (14a … 16c) its refused part rests on.
    `reviewer`, `court`: names of who reconsiders and who hears a suit. `website`: where to file for reconsideration
    online, where the letter goes out over the internet (《行政复议法》第二十二条第二款)."""

    dispatched: date
    organ: OrganKind
    reply: str = ""
    grounds: tuple[str, ...] | None = None
    reviewer: str = ""
    court: str = ""
    website: str = ""
    law: RemedyLaw = REMEDY_LAW


def reply_of(letter: Letter, occasion: Occasion) -> Reply | None:
    """The reply this letter gives; None for one that is no reply. Raises LetterError where that is not clear."""
    if not letter.replies:
        if occasion.reply:
            raise LetterError("这份文书不是答复，没有答复种类", "请去掉答复种类", letter.name, "LETTER_REPLY")
        return None
    code = occasion.reply or (letter.replies[0] if len(letter.replies) == 1 else "")
    if code not in letter.replies:
        known = "、".join(f"{one}（{REPLIES[one].name}）" for one in letter.replies)
        said = f"这份文书没有“{code}”这种答复" if code else "没有写明是哪一种答复"
        raise LetterError(said, f"请选择：{known}", letter.name, "LETTER_REPLY")
    return REPLIES[code]


def grounds_of(letter: Letter, occasion: Occasion) -> tuple[str, ...]:
    """The exemptions (14a … 16c) this letter states; empty where it states none. Raises LetterError."""
    reply = reply_of(letter, occasion)
    refused = REFUSALS.get(reply.outcome) if reply else None
    if refused:
        return _agreed(letter, occasion, (refused.code,))
    if reply is None or reply.outcome != _PARTIAL:
        return _agreed(letter, occasion, ())
    if occasion.grounds is None:
        remedy = "请写明14a至16c中的哪几项；只是不属于政府信息的，写明没有"
        raise LetterError("没有写明部分不予公开的理由", remedy, letter.name, "LETTER_GROUNDS")
    for code in occasion.grounds:
        if code not in EXEMPTIONS:
            raise LetterError(f"没有“{code}”这种不予公开的理由", "请写14a至16c", letter.name, "LETTER_GROUNDS")
    return occasion.grounds


def _agreed(letter: Letter, occasion: Occasion, grounds: tuple[str, ...]) -> tuple[str, ...]:
    """Grounds that follow from the reply; what the occasion says besides must be the same."""
    if occasion.grounds is not None and tuple(occasion.grounds) != grounds:
        raise LetterError("另写的不予公开理由与答复种类不一致", "请去掉另写的理由", letter.name, "LETTER_GROUNDS")
    return grounds


def required_by(letter: Letter, occasion: Occasion) -> list[str]:
    """The fields the letter's grounds need on this occasion."""
    return ground_fields(grounds_of(letter, occasion)) if letter.states_ground else []


def remedies_of(letter: Letter, occasion: Occasion) -> Remedies | None:
    """What the law says of remedies against this letter; None where it tells none."""
    if letter.remedy is RemedyRule.NONE:
        return None
    reply = reply_of(letter, occasion)
    outcome = reply.outcome if reply else _GENERAL
    grounds = grounds_of(letter, occasion) if outcome == _PARTIAL else None
    return remedies_for(
        outcome, dispatched=occasion.dispatched, organ=occasion.organ, grounds=grounds, law=occasion.law
    )


_WHERE_NAMED = "请先填写：平台在“设置”的“文书”里，命令行用 --reviewer 和 --court"


def remedy_lines(letter: Letter, occasion: Occasion) -> tuple[str, ...]:
    """The paragraphs on remedies. Raises LetterError where the organs they name are not known."""
    remedies = remedies_of(letter, occasion)
    if remedies is None:
        return ()
    for name, value in (("行政复议机关", occasion.reviewer), ("管辖法院", occasion.court)):
        if not value.strip():
            raise LetterError(f"没有写明{name}的名称", _WHERE_NAMED, letter.name, "LETTER_NO_REMEDY_NAME")
    return remedies.paragraphs(
        reviewer=occasion.reviewer.strip(),
        court=occasion.court.strip(),
        document=letter.document,
        website=occasion.website.strip(),
        act=letter.act,
    )


def by_law(letter: Letter, occasion: Occasion, values: Mapping[str, str]) -> dict[str, str]:
    """The fields that follow from the occasion; `values` are those that were typed, for the wording of the grounds."""
    reply = reply_of(letter, occasion)
    grounds = grounds_of(letter, occasion)
    regime = regime_on(occasion.dispatched)
    cited = [*(EXEMPTIONS[code].article for code in grounds), *letter.articles, *([reply.article] if reply else [])]
    return {
        REMEDY: "\n".join(remedy_lines(letter, occasion)),
        BASIS: basis_text(cited),
        GROUND: merged(ground_text(grounds), values) if letter.states_ground else "",
        "第三方意见工作日数": str(regime.third_party_days),
        "共同制作意见工作日数": str(regime.co_maker_days),
        "缴费工作日数": str(regime.payment_days),
    }
