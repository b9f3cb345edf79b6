"""What was recorded wrongly is mended by an act of its own; the wrong one stays, struck through."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import together
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.kinds import STEPS
from gongkai_web.disputes.models import Act, Dispute, Voiding
from gongkai_web.disputes.services.common import (
    advance,
    held,
    holding_acts,
    log,
    not_later,
    plain,
    require_handler,
    settled,
    state_of,
)
from gongkai_web.disputes.services.linking import tell_opened, tell_voided
from gongkai_web.disputes.services.recording import (
    PERSONAL,
    PURPOSE,
    Filing,
    against_days,
    check,
    refuse_contradiction,
)
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Act as RequestAct
from gongkai_web.vault.services import traces


@transaction.atomic
def void(*, by: Person, act: Act, version: int, reason: str, now: datetime, instead_on: date | None = None) -> Dispute:
    """An act was recorded wrongly: it no longer holds, perhaps the same on another day in its place; what it brought about in
    the request falls with it. Raises DisputeError where what came after cannot stand without it."""
    require_handler(by, act.dispute.organ, now)
    kept = held(act.dispute, version)
    act = Act.objects.select_related("voiding", "request_act__voiding", "request_act__request").get(pk=act.pk)
    _check_voidable(act, kept, reason, instead_on, now)
    before = state_of(kept)
    with together():
        theirs = tell_voided(act, by, reason, now, instead_on)
        instead = _instead(act, instead_on, kept, theirs, by, now)
        Voiding.objects.create(act=act, instead=instead, reason=reason.strip(), by=by, at=now)
        mark = Act(step="void", on=timezone.localdate(now), note=reason.strip(), data={"act": act.pk, "step": act.step})
        advance(kept, mark, by, now)
        replaced = {"instead": instead.pk, "instead_on": instead.on.isoformat()} if instead else {}
        log("act_voided", by, kept, before, act=act.pk, step=act.step, on=act.on.isoformat(), **replaced)
    return kept


_AFTER = {
    "result": ("order", "appeal", "close", "replied_again"),
    "withdraw": ("order", "appeal", "close", "replied_again"),
    "order": ("replied_again",),
}


def _check_voidable(act: Act, dispute: Dispute, reason: str, instead_on: date | None, now: datetime) -> None:
    if act.step not in STEPS:
        raise DisputeError("这一条不能作废", "登记的内容错了的，更正登记；整件不应当有的，作废这一件")
    if hasattr(act, "voiding"):
        raise DisputeError("这一条已经作废", "请看经过里后来的登记")
    if not reason.strip():
        raise DisputeError("没有写作废的理由", "请写明哪里登记错了")
    if instead_on:
        not_later(instead_on, now)
        if instead_on < dispute.filed_on:
            raise DisputeError("正确的日期早于申请、起诉的日期", "请核对日期")
        return
    later = [one for one in holding_acts(dispute) if one.pk > act.pk and one.step in _AFTER.get(act.step, ())]
    if later:
        raise DisputeError(f"后来登记的“{STEPS[later[-1].step].name}”以它为前提", "请先作废后来的那一条")


def _instead(
    act: Act, on: date | None, dispute: Dispute, theirs: RequestAct | None, by: Person, now: datetime
) -> Act | None:
    if on is None:
        return None
    copy = Act.objects.get(pk=act.pk)
    copy.pk, copy._state.adding = None, True
    copy.on, copy.version, copy.by, copy.at, copy.request_act = on, dispute.version + 1, by, now, theirs
    copy.save(force_insert=True)
    act.papers.update(act=copy)
    return copy


@transaction.atomic
def amend(*, by: Person, dispute: Dispute, version: int, filing: Filing, reason: str, now: datetime) -> Dispute:
    """What was typed from the papers was wrong, or the copy has come since: all is counted anew."""
    require_handler(by, dispute.organ, now)
    kept = held(dispute, version)
    if not reason.strip():
        raise DisputeError("没有写更正的理由", "请写明哪里登记错了，或者什么时候收到了副本")
    earlier = kept.earlier if filing.after_reconsideration else None
    check(filing, kept.request, earlier, now)
    known = against_days(kept, kept.request, kept.earlier)
    refuse_contradiction(against_days(filing, kept.request, earlier), known)
    if filing.kind != kept.kind:
        raise DisputeError("复议不能改为诉讼，诉讼也不能改为复议", "请作废这一件，另行登记")
    old, new = _values(kept), _of(filing)
    changed = [name for name in new if new[name] != old[name] and (new[name] or name != "about")]
    if not changed:
        raise DisputeError("没有改动", "要改的填正确的，不改的不用动")
    before = state_of(kept)
    opened_before = old["received_on"]
    for name in changed:
        setattr(kept, name, new[name])
    if not filing.after_reconsideration:
        kept.earlier = None
    said = {name: [old[name], new[name]] for name in changed if name not in (*PERSONAL, "note")}
    act = Act(
        step="amend",
        on=timezone.localdate(now),
        note=reason.strip(),
        data={"fields": changed, "from": _plain(said, 0), "to": _plain(said, 1)},
    )
    with together():
        advance(kept, act, by, now)
        if opened_before is None:
            tell_opened(kept, act, by, now)
        log(
            "amended", by, kept, before, fields=changed, old=_plain(said, 0), new=_plain(said, 1), **_personal(old, new)
        )
    return kept


def _values(dispute: Dispute) -> dict[str, object]:
    return {name: getattr(dispute, name) for name in Filing.__dataclass_fields__}


def _of(filing: Filing) -> dict[str, object]:
    found = {name: getattr(filing, name) for name in Filing.__dataclass_fields__}
    return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}


def _plain(said: dict[str, list[object]], which: int) -> dict[str, object]:
    return plain({name: pair[which] for name, pair in said.items()})


def _personal(old: dict[str, object], new: dict[str, object]) -> dict[str, object]:
    if all(old[name] == new[name] for name in PERSONAL):
        return {}
    return {
        "personal_before": traces({name: str(old[name]) for name in PERSONAL}, purpose=PURPOSE),
        "personal_after": traces({name: str(new[name]) for name in PERSONAL}, purpose=PURPOSE),
    }


@transaction.atomic
def strike(*, by: Person, dispute: Dispute, version: int, reason: str, now: datetime) -> Dispute:
    """The whole should not be there: recorded twice, or no case of ours. It stays to be seen, and counts nowhere."""
    require_handler(by, dispute.organ, now)
    kept = held(dispute, version)
    if kept.struck_reason:
        raise DisputeError("这一件已经作废", "请看经过")
    if not reason.strip():
        raise DisputeError("没有写作废的理由", "例如“与 2 号登记重复”")
    before = state_of(kept)
    with together():
        for act in reversed(holding_acts(kept)):
            tell_voided(act, by, reason, now, None)
        kept.struck_reason = reason.strip()
        advance(kept, Act(step="strike", on=timezone.localdate(now), note=reason.strip()), by, now)
        settled(kept, now)
        log("struck", by, kept, before, reason=reason.strip())
    return kept
