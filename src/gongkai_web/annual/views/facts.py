"""The year's facts: what was counted from where, what stands in the way, and the whole as JSON."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.annual.collecting import Collected, collect
from gongkai_web.annual.command import shortcomings, text_of
from gongkai_web.annual.views.common import SECTION, looked_at
from gongkai_web.channels.views.common import attached


@require_safe
@login_required
def facts(request: HttpRequest, code: str, year: int) -> HttpResponse:
    organ, _person = looked_at(request, code, year)
    return _page(request, collect(organ, year, timezone.now()))


@require_safe
@login_required
def facts_file(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Whole, or not at all: facts with a gap would be taken for facts with a 0."""
    organ, _person = looked_at(request, code, year)
    found = collect(organ, year, timezone.now())
    if not found.is_whole:
        return _page(request, found, refused=shortcomings(found), status=422)
    return attached(text_of(found).encode(), "application/json", f"{organ.name}{year}年报台账数据.json")


def _page(request: HttpRequest, found: Collected, refused: list[str] | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "organ": found.organ,
        "office_section": SECTION,
        "year": found.year,
        "found": found,
        "lines": _lines(found),
        "channels": _channels(found),
        "refused": refused,
    }
    return render(request, "annual/facts.html", shown, status=status)


def _lines(found: Collected) -> list[tuple[str, str]]:
    """What was counted, in words."""
    said, year = found.data, f"{found.year}-"
    new = sum(one["received_on"].startswith(year) for one in said["requests"])
    closed = sum((one["closed_on"] or "").startswith(year) for one in said["requests"])
    documents = Counter(one["kind"] for one in said["documents"])
    letters = said["letters"]
    return [
        ("政府信息公开申请", f"{len(said['requests'])} 件，其中本年新收 {new} 件，本年办结 {closed} 件"),
        ("行政规范性文件", f"{documents['normative_document']} 件（本年有效或者本年失去效力的）"),
        ("规章", f"{documents['rules']} 件"),
        ("复议、诉讼", f"{len(said['disputes'])} 件"),
        ("信箱来信", f"收到 {letters['received']} 件，答复 {letters['answered']} 件"),
        ("信息处理费", f"{said['information_fee_yuan']} 元"),
    ]


def _channels(found: Collected) -> list[tuple[str, int]]:
    """By channel as it is called, the portal first."""
    counts: Counter[str] = Counter()
    for one in found.data["publications"]:
        counts["本平台" if one["channel"] == "本平台" else one["column"]] += one["count"]
    return sorted(counts.items(), key=lambda item: (item[0] != "本平台", -item[1]))
