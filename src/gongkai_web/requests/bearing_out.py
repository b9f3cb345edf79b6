"""What a letter of a request claims that no step of the request bears out."""

from __future__ import annotations

from gongkai.procedure import EventType
from gongkai.statute import REGULATION
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.owners import Doubt
from gongkai_web.requests.models import Act

OPINION = "第三方意见"
"""The field that the letter prints after 经书面征求意见 (《条例》第三十二条)."""
NO_CONSULTATION = Doubt(
    f"填了“{OPINION}”，文书会写“经书面征求意见”，这件申请里没有登记过书面征求第三方意见（{REGULATION.cite(32)}）",
    f"征求过的，先在申请里登记“征求第三方意见”；没有征求过的，把“{OPINION}”一栏清空",
    forbids=True,
)


def doubts(letter: OutgoingLetter, request_id: int) -> list[Doubt]:
    claims = OPINION in letter.kind.fields and str(letter.given.get(OPINION, "")).strip()
    return [NO_CONSULTATION] if claims and not consulted(request_id) else []


def consulted(request_id: int) -> bool:
    """Whether a third party was asked in writing."""
    asked = EventType.THIRD_PARTY_CONSULTED.value
    return Act.objects.filter(request=request_id, event=asked, voiding=None).exists()
