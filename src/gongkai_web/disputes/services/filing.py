"""Papers of a dispute: kept sealed, read by whoever sees the disputes of the organ."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai_web.audit.services import together
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.kinds import Proof
from gongkai_web.disputes.models import Act, Dispute, Paper
from gongkai_web.disputes.services.common import log, require_handler
from gongkai_web.files.services import store
from gongkai_web.organs.models import Person


@transaction.atomic
def add_paper(
    *, by: Person, dispute: Dispute, kind: str, name: str, content: bytes, now: datetime, act: Act | None = None
) -> Paper:
    """Raises DisputeError, FileError."""
    require_handler(by, dispute.organ, now)
    if kind not in Proof.values:
        raise DisputeError("没有选是什么材料", "例如答复书、证据")
    with together():
        file = store(by=by, organ=dispute.organ, name=name, content=content, sealed=True, now=now)
        paper = Paper.objects.create(dispute=dispute, act=act, file=file, kind=kind, by=by, at=now)
        log("paper_added", by, dispute, None, kind=kind, file=file.pk)
    return paper
