"""What a letter says that is not so: of its case, or of the way it goes out. Said at drafting, approval and dispatch."""

from __future__ import annotations

from gongkai_web.letters import owners
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.owners import Doubt

_BY_POST = ("邮寄", "信函")


def doubts_of(letter: OutgoingLetter) -> list[Doubt]:
    """Those that forbid the letter first."""
    found = [*owners.doubts(letter), provided_otherwise(letter, electronic=letter.electronic)]
    return sorted((one for one in found if one), key=lambda one: not one.forbids)


def refuse_false(letter: OutgoingLetter) -> None:
    """Raises SendingError for what may not be written so."""
    for one in doubts_of(letter):
        if one.forbids:
            raise SendingError(one.text, one.remedy)


def provided_otherwise(letter: OutgoingLetter, *, electronic: bool) -> Doubt | None:
    """The letter may go over the internet and the information by post; rarely meant, so it is asked."""
    way = str(letter.given.get("提供方式", ""))
    if not electronic or not any(word in way for word in _BY_POST):
        return None
    return Doubt(
        f"文书写的是以“{way}”的方式提供信息，又是电子送达",
        "信息随文书电子送达的，把“提供方式”改为“电子邮件”“网上获取”等；另行邮寄的，不用改",
    )
