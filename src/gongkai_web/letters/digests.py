"""The digest that stands for one exact letter: SM3 over its text, its occasion, and all that goes out with it."""

from __future__ import annotations

import hashlib

from gongkai_web.audit.chain import canonical
from gongkai_web.letters.models import OutgoingLetter


def digest_of(letter: OutgoingLetter) -> str:
    """64 hexadecimal digits. The PDF of an own template follows from the docx, and is not part of it."""
    said = canonical(
        {
            "letter": letter.pk,
            "code": letter.code,
            "number": letter.number,
            "dated": letter.dated.isoformat(),
            "reply": letter.reply,
            "grounds": letter.grounds,
            "electronic": letter.electronic,
            "docx": letter.docx.sm3 if letter.docx else "",
            "enclosures": [[one.name, one.file.sm3] for one in letter.enclosures.select_related("file")],
        }
    )
    return hashlib.new("sm3", said.encode()).hexdigest()
