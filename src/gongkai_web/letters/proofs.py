"""送达回证 of a letter, to be printed: everything that is known filled in, the rest for the pen."""

from __future__ import annotations

from datetime import date

from gongkai.letters import LETTERS, Occasion, fill, to_pdf
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.filling import occasion_of
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter

_KIND = LETTERS["proof_of_service"]


def proof_pdf(letter: OutgoingLetter, today: date) -> bytes:
    """Raises SendingError before the letter has its number."""
    if letter.docx is None:
        raise SendingError("这份文书还没有提交审核，没有送达回证", "提交以后再打印")
    sent = letter.dispatches.last()
    occasion = Occasion(dispatched=sent.on if sent else today, organ=occasion_of(letter).organ)
    number = f"（{letter.number}）" if letter.number else ""
    values = {
        "机关全称": letter.organ.name_on(letter.dated),
        "受送达人": letter.given.get(letter.kind.to, ""),
        "送达文书": f"{letter.kind.title}{number}",
        "登记编号": letter.given.get("登记编号", letter.about),
        "送达方式": Way(sent.way).label if sent else "□直接送达 □委托送达 □留置送达",
        "邮件号": sent.tracking if sent else "",
        "发出日期": sent.on if sent else "",
    }
    return to_pdf(fill(_KIND, values, occasion))
