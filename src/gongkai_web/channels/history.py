"""What became of a record, as the log tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gongkai_web.audit.models import Entry
from gongkai_web.channels.models import Record

SAID = {
    "channel_record.added": _("登记"),
    "channel_record.corrected": _("更正"),
    "channel_record.struck_out": _("划去"),
    "channel_record.restored": _("恢复"),
}
FIELDS = {
    "channel": _("渠道"),
    "title": _("名称"),
    "on": _("日期"),
    "precision": _("日期准确到"),
    "count": _("次数"),
    "approximate": _("约数"),
    "address": _("网址或地点"),
    "unit": _("站所（科室）"),
    "item": _("本平台的信息"),
    "photo": _("照片"),
    "drafted_by": _("拟稿人"),
    "reviewed_by": _("审稿人"),
    "released_by": _("发布人"),
    "note": _("备注"),
}
_IN_FIGURES = ("channel", "unit", "item", "photo", "precision", "approximate")
"""Kept in the log as keys and codes, which mean nothing to a reader: only that they changed is said."""


@dataclass(frozen=True, slots=True)
class Happening:
    at: datetime
    who: str
    said: str


def history_of(record: Record) -> list[Happening]:
    """The newest first. Of a correction, what stood there before."""
    entries = Entry.objects.filter(target=f"channel_record:{record.pk}").order_by("-number")
    return [Happening(one.at, one.actor_name, "".join(_told(one))) for one in entries]


def _told(entry: Entry) -> Iterator[str]:
    data = json.loads(entry.data)
    yield str(SAID.get(entry.key, entry.key))
    if data.get("reason"):
        yield f"：{data['reason']}"
    changed = data.get("changed", {})
    if changed:
        yield "：" + "；".join(_change(name, *values) for name, values in changed.items())


def _change(name: str, before: object, after: object) -> str:
    label = str(FIELDS.get(name, name))
    return label if name in _IN_FIGURES else f"{label} {before or '（空）'} → {after or '（空）'}"
