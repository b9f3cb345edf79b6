"""How an organ publishes, as it has set it; what it has not set is as shipped."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Column, ColumnChain, Practice
from gongkai_web.workflow.models import Chain, Purpose
from gongkai_web.workflow.selectors import usable_chains


def practice_of(organ: Organ) -> Practice:
    return Practice.objects.filter(organ=organ).first() or Practice(organ=organ)


def columns_of(organ: Organ) -> QuerySet[Column]:
    """The columns this organ uses, in their order: the shipped ones it has not hidden, and its own."""
    return Column.objects.filter(Q(organ=None) | Q(organ=organ)).exclude(hidden_by=organ)


def chain_for(organ: Organ, column: Column | None) -> Chain:
    """The chain an item of this column goes through: the column's own, else the one the organ prefers."""
    own = ColumnChain.objects.filter(organ=organ, column=column, chain__retired=False).select_related("chain").first()
    chain = own.chain if own else usable_chains(organ, Purpose.PUBLISHING).first()
    if chain is None:
        raise PublishingError("本机关还没有审核流程", "请在“设置 · 审核流程”里选一个")
    return chain


def number_example(organ: Organ, number: int = 5) -> str:
    """A 发文字号 as this organ writes it, for a hint; "" where it has not said what its 机关代字 is."""
    codes = words(practice_of(organ).document_codes)
    return f"{codes[0]}〔{timezone.localdate().year}〕{number}号" if codes else ""


def words(text: str) -> tuple[str, ...]:
    """What an office typed as a list: one a line, or separated by commas of either kind."""
    parts: Iterable[str] = text.replace("，", "\n").replace(",", "\n").replace("、", "\n").splitlines()
    return tuple(part.strip() for part in parts if part.strip())
