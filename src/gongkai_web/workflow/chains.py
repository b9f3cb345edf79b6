"""Drawing up an organ's chains. Every change is a version that can be brought back, and an entry in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.workflow.checking import faults
from gongkai_web.workflow.errors import ChainError
from gongkai_web.workflow.models import Chain, ChainVersion
from gongkai_web.workflow.rules import may_edit_chains
from gongkai_web.workflow.services import day_of
from gongkai_web.workflow.stages import Stage, from_json, numbered, to_json


@transaction.atomic
def copy_chain(*, by: Person, organ: Organ, source: Chain, now: datetime) -> Chain:
    """A chain of the organ's own, like an example or another of its chains. The first one is what it uses from then on."""
    _refuse_others(by, organ, now)
    if source.organ_id not in (None, organ.pk):
        raise ChainError("不能照搬别的机关的流程", "请选一个示例，或本机关的流程")
    _hold(organ)
    stages, own = to_json(numbered(source.parts)), Chain.objects.filter(organ=organ)
    chain = Chain.objects.create(
        organ=organ,
        code=f"own-{own.count() + 1}",
        name=_free_name(organ, source.name),
        purpose=source.purpose,
        stages=stages,
        preferred=not own.filter(purpose=source.purpose, preferred=True).exists(),
    )
    _keep(chain, by, now, "copied", source=source.name, stages=stages)
    return chain


def _free_name(organ: Organ, name: str) -> str:
    taken = set(Chain.objects.filter(organ=organ, retired=False).values_list("name", flat=True))
    return next(one for one in (name, *(f"{name}（{n}）" for n in range(2, len(taken) + 3))) if one not in taken)


@transaction.atomic
def save_chain(*, by: Person, chain: Chain, version: int, name: str, stages: Sequence[Stage], now: datetime) -> Chain:
    """Another name, other stages. Rounds that run go on as they began; `version` is the one the person has read."""
    chain = _held(by, chain, version, now)
    found = faults(_organ(chain), name, stages, chain.purpose, chain)
    if found:
        raise ChainError("；".join(found), "请改正后再保存", code="CHAIN_FAULTS")
    return _changed(by, chain, name, to_json(numbered(stages)), now, "changed")


@transaction.atomic
def bring_back(*, by: Person, chain: Chain, version: int, number: int, now: datetime) -> Chain:
    """Undo: the chain stands again as it stood in version `number`. That is a new version itself."""
    chain = _held(by, chain, version, now)
    earlier = chain.versions.filter(number=number).first()
    if earlier is None:
        raise ChainError("没有这一版", "请刷新页面，在“改动记录”里选一版")
    found = faults(_organ(chain), earlier.name, earlier.parts, chain.purpose, chain)
    if found:
        raise ChainError(f"这一版现在不能恢复：{'；'.join(found)}", "请在现在的流程上改")
    return _changed(by, chain, earlier.name, earlier.stages, now, "brought_back", from_version=number)


def _changed(
    by: Person, chain: Chain, name: str, stages: list[dict[str, Any]], now: datetime, act: str, **data: object
) -> Chain:
    if (chain.name, from_json(chain.stages)) == (name, from_json(stages)):
        return chain
    chain.name, chain.stages, chain.version = name, stages, chain.version + 1
    chain.save(update_fields=["name", "stages", "version"])
    _keep(chain, by, now, act, name=name, stages=stages, **data)
    return chain


@transaction.atomic
def retire_chain(*, by: Person, chain: Chain, version: int, now: datetime) -> Chain:
    """Nothing new is submitted to it. What runs in it runs on."""
    chain = _held(by, chain, version, now)
    chain.retired, chain.preferred = True, False
    chain.save(update_fields=["retired", "preferred"])
    _note(chain, by, "retired")
    return chain


@transaction.atomic
def reinstate_chain(*, by: Person, chain: Chain, version: int, now: datetime) -> Chain:
    chain = _held(by, chain, version, now)
    if not chain.retired:
        return chain
    chain.name = _free_name(_organ(chain), chain.name)
    chain.retired = False
    chain.save(update_fields=["retired", "name"])
    _note(chain, by, "reinstated")
    return chain


@transaction.atomic
def prefer_chain(*, by: Person, chain: Chain, version: int, now: datetime) -> Chain:
    """The one that is used where nothing else is said."""
    chain = _held(by, chain, version, now)
    if chain.retired:
        raise ChainError(f"流程“{chain.name}”已经停用", "请先重新启用")
    Chain.objects.filter(organ=chain.organ, purpose=chain.purpose, preferred=True).update(preferred=False)
    chain.preferred = True
    chain.save(update_fields=["preferred"])
    _note(chain, by, "preferred")
    return chain


def _held(by: Person, chain: Chain, version: int, now: datetime) -> Chain:
    """The chain, held until the transaction ends, if this person may change it and has read its last version."""
    organ = _organ(chain)
    _refuse_others(by, organ, now)
    _hold(organ)
    chain = Chain.objects.get(pk=chain.pk)
    if chain.version != version:
        last = chain.versions.select_related("by").first()
        who = last.by.full_name if last else "别人"
        raise ChainError(f"流程“{chain.name}”刚刚由{who}改过，您的改动没有保存", "请打开最新的一版再改", code="CHANGED")
    return chain


def _hold(organ: Organ) -> None:
    """One after another within the organ: names, codes and the preferred one are chosen among all its chains.

    Without the key: everybody else's new rows may go on pointing to the organ meanwhile.
    """
    Organ.objects.select_for_update(of=("self",), no_key=True).get(pk=organ.pk)


def _organ(chain: Chain) -> Organ:
    if chain.organ is None:
        raise ChainError("示例流程不能修改", "请照它建立本机关的流程，再修改")
    return chain.organ


def _refuse_others(by: Person, organ: Organ, now: datetime) -> None:
    if not may_edit_chains(by, organ, day_of(now)):
        raise ChainError(f"您不能修改{organ}的审核流程", "请主要负责人或者政府信息公开工作机构负责人修改")


def _keep(chain: Chain, by: Person, now: datetime, act: str, **data: object) -> None:
    ChainVersion.objects.create(chain=chain, number=chain.version, name=chain.name, stages=chain.stages, by=by, at=now)
    _note(chain, by, act, version=chain.version, **data)


def _note(chain: Chain, by: Person, act: str, **data: object) -> None:
    record(key=f"chain.{act}", actor=by, organ=_organ(chain).code, target=f"chain:{chain.pk}", **data)
