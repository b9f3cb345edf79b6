"""A request's periods: events in, clocks out, each date with its explanation.

>>> from datetime import date
>>> from gongkai.procedure import Event, EventType, compute
>>> compute(date(2026, 1, 20), [Event(EventType.CORRECTED, date(2026, 2, 25))]).due
datetime.date(2026, 3, 24)
"""

from gongkai.procedure.answering import AnswerClock, DisputeEvent, DisputeEventType, answer_clock
from gongkai.procedure.batch import Answer, answers
from gongkai.procedure.clocks import Caution, Clock, Clocks, OpinionClock, Step
from gongkai.procedure.compute import compute, publication_due
from gongkai.procedure.events import FIELDS, Event, EventType, HistoryError, Role
from gongkai.procedure.wire import clocks_to_json, error_to_json, event_from_json, request_from_json

__all__ = [
    "FIELDS",
    "Answer",
    "AnswerClock",
    "Caution",
    "Clock",
    "Clocks",
    "DisputeEvent",
    "DisputeEventType",
    "Event",
    "EventType",
    "HistoryError",
    "OpinionClock",
    "Role",
    "Step",
    "answer_clock",
    "answers",
    "clocks_to_json",
    "compute",
    "error_to_json",
    "event_from_json",
    "publication_due",
    "request_from_json",
]
