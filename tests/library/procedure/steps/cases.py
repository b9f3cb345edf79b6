"""Histories as a jurist writes them: the day of receipt, then `event day field=value`."""

from datetime import date

from gongkai.procedure import Event, event_from_json
from gongkai.procedure.steps import History

RECEIVED = date(2026, 4, 20)


def event(text: str) -> Event:
    kind, day, *fields = text.split()
    given = dict(field.split("=") for field in fields)
    typed = {name: _typed(name, value) for name, value in given.items()}
    return event_from_json({"type": kind, "date": f"2026-{day}", **typed})


def _typed(name: str, value: str) -> object:
    if name in {"until", "received"}:
        return f"2026-{value}"
    return int(value) if name == "days" else value


def history(*events: str, received: date | None = RECEIVED) -> History:
    return History.of(received, map(event, events))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")
