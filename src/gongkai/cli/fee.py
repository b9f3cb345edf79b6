"""gongkai fee: 信息处理费 with its breakdown by band."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from gongkai.cli.console import console, table
from gongkai.errors import GongkaiError
from gongkai.statute import Fee, FeeBand, fee_by_items, fee_by_pages


def fee(
    items: Annotated[int | None, typer.Option(metavar="N", help="按件计收：这次的件数。")] = None,
    pages: Annotated[int | None, typer.Option(metavar="N", help="按量计收：这件申请提供的页数。")] = None,
    already_this_month: Annotated[int, typer.Option(metavar="N", help="同一申请人本自然月此前已有的件数。")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """计算政府信息公开信息处理费，并按档列明。

    例：gongkai fee --items 5 --already-this-month 28
    """
    computed = _computed(items, pages, already_this_month)
    if as_json:
        sys.stdout.write(json.dumps(_to_json(computed), ensure_ascii=False) + "\n")
        return
    _show(computed)


def _computed(items: int | None, pages: int | None, already: int) -> Fee:
    if items is not None and pages is None:
        return fee_by_items(items, already_this_month=already)
    if pages is not None and items is None and not already:
        return fee_by_pages(pages)
    if pages is not None and items is None:
        raise GongkaiError("按量计收不累计其他申请", "请去掉 --already-this-month", code="USAGE")
    wrong = "没有写件数或页数" if items is None else "按件计收和按量计收只能选择一种"
    raise GongkaiError(wrong, "请写 --items N 或者 --pages N", code="USAGE")


def _to_json(computed: Fee) -> dict[str, object]:
    return {
        "method": computed.method.value,
        "quantity": computed.quantity,
        "already_this_month": computed.already,
        "total": computed.total,
        "bands": [
            {"from": band.first, "to": band.last, "count": band.count, "price": band.price, "amount": band.amount}
            for band in computed.bands
        ],
        "article": computed.article,
    }


def _show(computed: Fee) -> None:
    unit = computed.method.unit
    out = console()
    out.print(f"信息处理费：{computed.total:,} 元", style="bold")
    if computed.already:
        out.print(f"本自然月此前已有 {computed.already} 件，这次 {computed.quantity} 件，连续累计。")
    rows = [
        (_band(band, unit), f"{band.count} {unit}", f"{band.price:,} 元/{unit}", f"{band.amount:,} 元")
        for band in computed.bands
    ]
    if rows:
        out.print(table("分档计算", ("档", "数量", "标准", "金额"), rows, right=(1, 2, 3)))
    out.print(f"依据：{computed.article}。是否收取由行政机关依法决定。")


def _band(band: FeeBand, unit: str) -> str:
    return f"第{band.first}—{band.last}{unit}" if band.last else f"第{band.first}{unit}以上"
