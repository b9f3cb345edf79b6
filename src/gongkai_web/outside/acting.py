"""What a form of a handing asks for, from whichever of its two pages it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from gongkai_web.annual.views.common import lock_of
from gongkai_web.organs.models import Person
from gongkai_web.outside import handing as steps
from gongkai_web.outside.bench import CELL
from gongkai_web.outside.errors import OutsideError
from gongkai_web.outside.forms import FileForm
from gongkai_web.outside.models import Handing
from gongkai_web.reports.uploads import accepted, uploaded


@dataclass(frozen=True, slots=True)
class Asked:
    """`by` None: the organ itself, in its browser."""

    request: HttpRequest
    handing: Handing
    by: Person | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Acted:
    """`form`, where it is wrong; `slips`, what was typed into cells and is no number."""

    said: str = ""
    form: FileForm | None = None
    slips: Mapping[str, str] = field(default_factory=dict)


def act(asked: Asked) -> Acted:
    """Raises GongkaiError; nothing else of the handing is changed then but what was typed beside a file."""
    done = _ACTS.get(asked.request.POST.get("act", ""))
    if done is None:
        raise OutsideError("没有这个操作", "请刷新页面再试")
    return done(asked)


def _file(asked: Asked) -> Acted:
    form = FileForm(asked.request.POST, asked.request.FILES, by_office=asked.by is not None)
    if not form.is_valid():
        return Acted(form=form)
    lock = lock_of(asked.request)
    given = {"teller": form.cleaned_data["teller"], "note": form.cleaned_data["note"]}
    kept = steps.say(asked.handing, lock=lock, by=asked.by, now=asked.now, **given)
    if not form.cleaned_data["file"]:
        return Acted("已保存")
    upload = accepted(form.cleaned_data["file"])
    kept = steps.take_file(kept, lock=kept.lock, by=asked.by, upload=upload, now=asked.now)
    return Acted("文件要先转换或者识别，正在排队读取" if kept.batch else "已读取，请对照原文核对")


def _cells(asked: Asked) -> Acted:
    posted = asked.request.POST
    typed = {name.removeprefix(CELL): str(value) for name, value in posted.items() if name.startswith(CELL)}
    result = steps.answer(
        asked.handing,
        lock=lock_of(asked.request),
        by=asked.by,
        typed=typed,
        confirmed=posted.getlist("same"),
        now=asked.now,
    )
    return Acted("" if result.slips else "已存下", slips=result.slips)


def _enclose(asked: Asked) -> Acted:
    wanted = asked.handing.filing.campaign.wanted
    at = asked.request.POST.get("what", "")
    what = wanted[int(at)] if at.isascii() and at.isdigit() and int(at) < len(wanted) else ""
    upload = accepted(uploaded(asked.request, "file"))
    steps.enclose(asked.handing, lock=lock_of(asked.request), by=asked.by, what=what, upload=upload, now=asked.now)
    return Acted("已附上")


def _take_out(asked: Asked) -> Acted:
    lock = lock_of(asked.request)
    steps.take_out(asked.handing, lock=lock, by=asked.by, enclosed=_number(asked, "enclosed"), now=asked.now)
    return Acted("已去掉")


def _remark(asked: Asked) -> Acted:
    posted = asked.request.POST
    steps.answer_remark(
        asked.handing,
        lock=lock_of(asked.request),
        by=asked.by,
        remark=_number(asked, "remark"),
        answer=posted.get("answer", ""),
        text=posted.get("text", ""),
        now=asked.now,
    )
    return Acted("已回复这一条")


def _hand_over(asked: Asked) -> Acted:
    lock, own = lock_of(asked.request), "own" in asked.request.POST
    if asked.by is None:
        steps.hand_over(asked.handing, lock=lock, own=own, now=asked.now)
        return Acted("已交出，请等收报机关打电话核对")
    steps.submit(asked.handing, lock=lock, by=asked.by, own=own, now=asked.now)
    return Acted("已报送")


def _take_back(asked: Asked) -> Acted:
    _require_organ(asked)
    steps.take_back(asked.handing, lock=lock_of(asked.request), now=asked.now)
    return Acted("已取回，改好以后请重新交出")


def _new_code(asked: Asked) -> Acted:
    _require_organ(asked)
    steps.new_code(asked.handing, lock=lock_of(asked.request), now=asked.now)
    return Acted("已换一个确认码")


def _require_organ(asked: Asked) -> None:
    if asked.by is not None:
        raise OutsideError("这一步由机关自己办", "请机关在它的页面上办理")


def _number(asked: Asked, name: str) -> int:
    text = asked.request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


_ACTS: dict[str, Callable[[Asked], Acted]] = {
    "file": _file,
    "cells": _cells,
    "enclose": _enclose,
    "take_out": _take_out,
    "remark": _remark,
    "hand_over": _hand_over,
    "take_back": _take_back,
    "new_code": _new_code,
}
