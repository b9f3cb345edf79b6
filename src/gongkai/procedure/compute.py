"""Events in, clocks out: a pure function of the first receipt, the events, the calendar and the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.calendar import Calendar, MissingYearError, national_calendar
from gongkai.procedure import wording
from gongkai.procedure.case import Case
from gongkai.procedure.clocks import Clocks
from gongkai.procedure.events import Event, HistoryError
from gongkai.statute import PUBLICATION_DAYS


def compute(received: date, events: Iterable[Event] = (), *, calendar: Calendar | None = None) -> Clocks:
    """The clocks of a request first received on `received` (收到申请之日, by the rule of its channel).

    Events are taken by date, those of one day in the order given. `calendar` is by default the one that comes with the
    program. Raises HistoryError, which names the event, for a history that cannot have happened; MissingYearError for
    a count that runs into a year without holidays.
    """
    calendar = calendar or national_calendar()
    ordered = sorted(enumerate(events, 1), key=lambda numbered: numbered[1].date)
    case = _read(Case(received, calendar), ordered)
    if case.notice_on and case.notice_on > case.notice_due:
        otherwise = _read(Case(received, calendar, lenient=True), ordered).due
        case.warnings.append(wording.late_correction_notice(case.notice_on, case.notice_due, otherwise))
    return case.clocks()


def _read(case: Case, ordered: Iterable[tuple[int, Event]]) -> Case:
    for position, event in ordered:
        try:
            case.take(event)
        except HistoryError as error:
            error.position = position
            raise
        except MissingYearError as error:
            raise HistoryError(error.text, error.remedy, event.where, error.code, event.type.value, position) from error
    return case


def publication_due(formed_on: date, *, calendar: Calendar | None = None) -> date:
    """By when information must be published that was made or changed on `formed_on` (《条例》第二十六条)."""
    return (calendar or national_calendar()).add(formed_on, PUBLICATION_DAYS)
