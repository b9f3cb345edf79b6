"""Many requests, one JSON object a line in and one a line out, in the same order, without holding them in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.calendar import Calendar, national_calendar
from gongkai.errors import GongkaiError
from gongkai.procedure.compute import compute
from gongkai.procedure.events import HistoryError
from gongkai.procedure.wire import Json, clocks_to_json, error_to_json, request_from_json


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes out for one line; `failed` when it holds an error."""

    data: Json
    failed: bool

    def dumps(self) -> str:
        return json.dumps(self.data, ensure_ascii=False)


def answers(lines: Iterable[bytes | str], *, calendar: Calendar | None = None) -> Iterator[Answer]:
    """One answer a line; empty lines give none. A bad line gives its error, with its number from 1, and no more."""
    calendar = calendar or national_calendar()
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer(line, number, calendar)


def _answer(line: bytes | str, number: int, calendar: Calendar) -> Answer:
    data: object = None
    try:
        data = _parsed(line)
        received, events = request_from_json(data)
        clocks = compute(received, events, calendar=calendar)
    except GongkaiError as error:
        return Answer({"line": number, "id": _id(data), "error": error_to_json(error)}, failed=True)
    return Answer({"id": _id(data), **clocks_to_json(clocks)}, failed=False)


def _parsed(line: bytes | str) -> object:
    try:
        return json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line)
    except (ValueError, RecursionError) as error:
        raise HistoryError("不是有效的 JSON", "每行应为一个 JSON 对象，用 UTF-8 编码", code="JSON_INVALID") from error


def _id(data: object) -> object:
    return data.get("id") if isinstance(data, dict) else None
