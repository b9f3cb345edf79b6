"""How an organ publishes, set by itself: every change in the log, the last change of the practice can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai_web.audit.services import record, together
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.columns import TOP
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Column, ColumnChain, Practice
from gongkai_web.publishing.numbers import check_pattern
from gongkai_web.publishing.practice import chain_for, columns_of
from gongkai_web.workflow.models import Chain

SET = (
    "index_pattern",
    "index_organ_code",
    "document_codes",
    "own_numbers",
    "wrong_words",
    "release_at_once",
    "summary_limit",
    "review_months",
)


@transaction.atomic
def set_practice(*, by: Person, organ: Organ, **given: Any) -> Practice:
    """Change how the organ publishes. Numbers that were given already stay as they are."""
    check_pattern(given["index_pattern"])
    _refuse_code_of_another(organ, given["index_organ_code"])
    practice, _ = Practice.objects.get_or_create(organ=organ)
    before = {name: getattr(practice, name) for name in SET}
    changed = sorted(name for name in SET if before[name] != given[name])
    if not changed:
        return practice
    for name in changed:
        setattr(practice, name, given[name])
    practice.previous = before
    practice.save()
    _log("practice.set", by, organ, **{name: given[name] for name in changed})
    return practice


def _refuse_code_of_another(organ: Organ, code: str) -> None:
    """Two organs with one code would share a counter, and nobody could tell whose number it is."""
    other = Practice.objects.filter(index_organ_code__iexact=code).exclude(organ=organ) if code else ()
    named = Organ.objects.filter(code__iexact=code).exclude(pk=organ.pk) if code else ()
    if other or named:
        raise PublishingError(f"机构代码 {code} 已经由另一个机关使用", "请填本机关的组织机构代码或者统一社会信用代码")


@transaction.atomic
def undo_practice(*, by: Person, organ: Organ) -> Practice:
    """Back to what was set before the last change; done twice, it is the last change again."""
    practice = Practice.objects.filter(organ=organ).first()
    if practice is None or practice.previous is None:
        raise PublishingError("没有可以撤销的修改", "发布方式还没有改过")
    return set_practice(by=by, organ=organ, **practice.previous)


@transaction.atomic
def add_column(*, by: Person, organ: Organ, name: str, top: str, description: str = "") -> Column:
    """A column of the organ's own, the last of them."""
    if top not in TOP:
        raise PublishingError("没有选放在哪个一级栏目下", "请选择")
    _refuse_twice(organ, name)
    last = Column.objects.filter(organ=organ).aggregate(last=Max("order"))["last"] or 1000
    number = Column.objects.filter(organ=organ).count() + 1
    while Column.objects.filter(organ=organ, code=f"own-{number}").exists():
        number += 1
    column = Column.objects.create(
        organ=organ, code=f"own-{number}", top=top, name=name, kind=name[:20], description=description, order=last + 10
    )
    _log("column.added", by, organ, column=column.pk, name=name)
    return column


@transaction.atomic
def rename_column(*, by: Person, organ: Organ, column: Column, name: str, description: str) -> Column:
    """Only an organ's own; pages under it show the new name from now on."""
    _refuse_other(organ, column)
    if name != column.name:
        _refuse_twice(organ, name)
    before = column.name
    column.name, column.description = name, description
    column.save(update_fields=["name", "description"])
    _log("column.renamed", by, organ, column=column.pk, name=name, before=before)
    return column


@transaction.atomic
def hide_column(*, by: Person, organ: Organ, column: Column, hidden: bool) -> None:
    """What is published in a hidden column stays where it is; nothing new is put there."""
    if column.organ_id not in (None, organ.pk):
        raise PublishingError("这个栏目不是本机关的", "请刷新页面")
    if hidden:
        column.hidden_by.add(organ)
    else:
        column.hidden_by.remove(organ)
    next_edition(organ.code)
    _log("column.hidden" if hidden else "column.shown", by, organ, column=column.pk, name=column.name)


@transaction.atomic
def move_column(*, by: Person, organ: Organ, column: Column, up: bool) -> None:
    """One place up or down among the organ's own; the columns that every organ has keep their order."""
    _refuse_other(organ, column)
    own = list(Column.objects.select_for_update().filter(organ=organ))
    at = own.index(column)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(own):
        return
    own[at], own[to] = own[to], own[at]
    for place, one in enumerate(own):
        Column.objects.filter(pk=one.pk).update(order=1000 + 10 * place)
    _log("column.moved", by, organ, column=column.pk, name=column.name, up=up)


@transaction.atomic
def set_column_chain(*, by: Person, organ: Organ, column: Column, chain: Chain | None) -> None:
    """The chain that items of this column go through; None: the one the organ usually takes."""
    if not columns_of(organ).filter(pk=column.pk).exists():
        raise PublishingError("这个栏目不是本机关在用的", "请刷新页面")
    before = ColumnChain.objects.filter(organ=organ, column=column).first()
    if (before.chain_id if before else None) == (chain.pk if chain else None):
        return
    if chain is None:
        ColumnChain.objects.filter(organ=organ, column=column).delete()
    else:
        ColumnChain.objects.update_or_create(organ=organ, column=column, defaults={"chain": chain})
    _log("column.chain_set", by, organ, column=column.name, chain=chain_for(organ, column).name)


@transaction.atomic
def set_column_chains(*, by: Person, organ: Organ, chosen: Mapping[Column, Chain | None]) -> None:
    """The same for several at once: all or none."""
    with together():
        for column, chain in chosen.items():
            set_column_chain(by=by, organ=organ, column=column, chain=chain)


def _refuse_other(organ: Organ, column: Column) -> None:
    if column.organ_id != organ.pk:
        raise PublishingError("各机关共有的栏目不能改名、不能移动", "不用的可以隐藏，需要的可以另加本机关的栏目")


def _refuse_twice(organ: Organ, name: str) -> None:
    if columns_of(organ).filter(name=name).exists():
        raise PublishingError(f"已经有叫“{name}”的栏目", "请换一个名称")


def _log(key: str, by: Person, organ: Organ, **data: object) -> None:
    record(key=key, actor=by, organ=organ.code, target=f"organ:{organ.code}", **data)
