"""Working days of the People's Republic of China, from the State Council's notices of holidays."""

from gongkai.calendar.days import Calendar, MissingYearError
from gongkai.calendar.notice import Holiday, Notice, NoticeError, Status
from gongkai.calendar.notice_text import parse_notice
from gongkai.calendar.periods import last_of_days, last_of_months
from gongkai.calendar.store import import_notice, national_calendar, office_calendar, office_folder
from gongkai.calendar.words import chinese_date, chinese_date_with_weekday, chinese_range, chinese_weekday

__all__ = [
    "Calendar",
    "Holiday",
    "MissingYearError",
    "Notice",
    "NoticeError",
    "Status",
    "chinese_date",
    "chinese_date_with_weekday",
    "chinese_range",
    "chinese_weekday",
    "import_notice",
    "last_of_days",
    "last_of_months",
    "national_calendar",
    "office_calendar",
    "office_folder",
    "parse_notice",
]
