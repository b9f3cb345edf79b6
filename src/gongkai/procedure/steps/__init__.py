"""What may be done next with a request: its standing, the allowed steps, why others are refused, what each would change.

>>> from datetime import date
>>> from gongkai.procedure import Event, EventType
>>> history = History.of(date(2026, 4, 20), [Event(EventType.CORRECTION_REQUESTED, date(2026, 4, 22))])
>>> standing(history).state
<State.CORRECTING: 'correcting'>
>>> option("request_correction", history, date(2026, 4, 23)).refusal
'2026年4月22日已经告知补正；补正应当一次性告知'
"""

from gongkai.procedure.steps.catalogue import NEXT_STEPS, NextStep
from gongkai.procedure.steps.options import Option, ReplyOption, option, options, reply_options
from gongkai.procedure.steps.preview import Change, Preview, preview, preview_confirmation
from gongkai.procedure.steps.refusals import unanswered
from gongkai.procedure.steps.standing import Ending, History, Standing, State, Waiting, first_ending, standing

__all__ = [
    "NEXT_STEPS",
    "Change",
    "Ending",
    "History",
    "NextStep",
    "Option",
    "Preview",
    "ReplyOption",
    "Standing",
    "State",
    "Waiting",
    "first_ending",
    "option",
    "options",
    "preview",
    "preview_confirmation",
    "reply_options",
    "standing",
    "unanswered",
]
