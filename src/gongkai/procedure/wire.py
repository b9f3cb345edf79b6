"""Events and clocks as JSON: docs/reference/deadline-json.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.errors import GongkaiError
from gongkai.procedure.clocks import Clock, Clocks, OpinionClock
from gongkai.procedure.events import OPTIONAL_FIELDS, Event, EventType, HistoryError, Role

Json = dict[str, Any]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADDED = ("correction", "reasons")
"""Clocks that are given only where they run."""

_REQUEST_FIELDS = {"id", "received", "events"}


def request_from_json(data: object) -> tuple[date, list[Event]]:
    """The day of receipt and the events of one line. Raises HistoryError; unknown fields are errors, not ignored."""
    if not isinstance(data, dict):
        raise _wrong("NOT_AN_OBJECT", "应为一个 JSON 对象")
    for name in data.keys() - _REQUEST_FIELDS:
        raise _wrong("UNKNOWN_FIELD", f"没有 {name} 这一项")
    if data.get("received") is None:
        raise _wrong("MISSING_FIELD", "缺少 received")
    events = data.get("events")
    if not isinstance(events, list | None):
        raise _wrong("BAD_FIELD", "events 应为列表")
    received = day_from_text(data["received"], "received")
    return received, [_numbered(item, position) for position, item in enumerate(events or (), 1)]


def _numbered(item: object, position: int) -> Event:
    try:
        return event_from_json(item)
    except HistoryError as error:
        error.position = position
        error.where = error.where or f"第{position}个事项"
        raise


def event_from_json(data: object) -> Event:
    """One event from `{"type": …, "date": …, …}`. Raises HistoryError."""
    if not isinstance(data, dict):
        raise _wrong("NOT_AN_OBJECT", "事项应为一个 JSON 对象")
    kind = data.get("type")
    try:
        if not isinstance(kind, str):
            raise _wrong("MISSING_FIELD", "缺少 type")
        return _event(kind, data)
    except HistoryError as error:
        error.event = kind if isinstance(kind, str) else None
        raise


def _event(kind: str, data: Mapping[str, Any]) -> Event:
    if kind not in {known.value for known in EventType}:
        raise _wrong("UNKNOWN_EVENT", f"没有“{kind}”这种事项")
    for name in data.keys() - {"type", "date", *OPTIONAL_FIELDS}:
        raise _wrong("UNKNOWN_FIELD", f"没有 {name} 这一项")
    if data.get("date") is None:
        raise _wrong("MISSING_FIELD", "缺少 date")
    return Event(
        type=EventType(kind),
        date=day_from_text(data["date"], "date"),
        received=_day(data, "received"),
        party=_text(data, "party"),
        role=_role(data),
        days=_days(data),
        approved_by=_text(data, "approved_by"),
        until=_day(data, "until"),
        reason=_text(data, "reason"),
        reply=_text(data, "reply"),
    )


def day_from_text(text: object, name: str) -> date:
    """A day written 2026-01-20, and nothing else. Raises HistoryError."""
    if isinstance(text, str) and _ISO_DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _wrong("BAD_DATE", f"{name} 的“{text}”不是日期", "日期写作 2026-01-20")


def _day(data: Mapping[str, Any], name: str) -> date | None:
    return None if data.get(name) is None else day_from_text(data[name], name)


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong("BAD_FIELD", f"{name} 应为文字")
    return value or None


def _days(data: Mapping[str, Any]) -> int | None:
    value = data.get("days")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise _wrong("BAD_DAYS", "days 应为整数")
    return value


def _role(data: Mapping[str, Any]) -> Role | None:
    value = _text(data, "role")
    if value is None:
        return None
    if value not in {role.value for role in Role}:
        raise _wrong("BAD_FIELD", f"role 的“{value}”不对", "role 写作 co_maker 或者 other")
    return Role(value)


def _wrong(code: str, text: str, remedy: str = "请按说明改正") -> HistoryError:
    return HistoryError(text, remedy, code=code)


def clocks_to_json(clocks: Clocks) -> Json:
    """The result of one line, without its id."""
    return {
        "due": _iso(clocks.due),
        "provisional": clocks.provisional,
        "assumed": clocks.assumed,
        "clocks": {
            "reply": _clock(clocks.reply),
            "correction_notice": clocks.correction_notice and _clock(clocks.correction_notice),
            "third_party": [_opinion(clock) for clock in clocks.third_party],
            "organ": [{"role": clock.role, **_opinion(clock)} for clock in clocks.organ],
            "payment": clocks.payment and _clock(clocks.payment),
            **{name: _clock(clock) for name in _ADDED if (clock := getattr(clocks, name))},
        },
        "steps": [{"date": step.date.isoformat(), "text": step.text, "article": step.article} for step in clocks.steps],
        "warnings": [
            {"code": caution.code, "text": caution.text} | ({"date": caution.date.isoformat()} if caution.date else {})
            for caution in clocks.warnings
        ],
    }


def error_to_json(error: GongkaiError) -> Json:
    """`code` and `text` of any error; `event` and its `position` in the list where it is about one."""
    out: Json = {"code": error.code, "event": None, "text": str(error)}
    if isinstance(error, HistoryError):
        out["event"] = error.event
        if error.position:
            out["position"] = error.position
    return out


def _clock(clock: Clock) -> Json:
    return {"from": clock.start.isoformat(), "due": _iso(clock.due), "ended_on": _iso(clock.ended_on)}


def _opinion(clock: OpinionClock) -> Json:
    return {"party": clock.party, **_clock(clock)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
