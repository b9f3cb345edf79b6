"""Acts on personal data that leave a trace: seeing it in the open; and how a change of it stands in the log."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai_web.audit.services import Actor, record
from gongkai_web.vault import blind
from gongkai_web.vault.errors import VaultError


def reveal(*, actor: Actor, what: str, reason: str, organ: str = "", target: str = "") -> None:
    """Log that `actor` sees `what` (in words: 申请人的联系电话) in the open. Call it before showing, in the same transaction.

    `organ` and `target` as in every entry of the log. Raises VaultError without a reason: then nothing is to be shown.
    """
    given = reason.strip()
    if not given:
        raise VaultError("没有写明查看的理由", "请写明为什么要看，例如“核对身份证明”", what, "REVEAL_NO_REASON")
    record(key="personal.revealed", actor=actor, organ=organ, target=target, what=what, reason=given)


def traces(values: Mapping[str, str], *, purpose: str) -> dict[str, str]:
    """What an entry of the log holds instead of personal values: the fields' names and keyed digests, "" for a blank.

    Equal values have equal digests, so that the log still shows whether something changed.
    """
    return {name: blind.digest(value, purpose=f"log.{purpose}.{name}") for name, value in values.items()}
