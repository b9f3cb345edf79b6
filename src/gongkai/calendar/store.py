"""Where notices are kept: those that come with the program, and those an office has imported since."""

from __future__ import annotations

import json
import os
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from gongkai.calendar.days import Calendar
from gongkai.calendar.notice import FESTIVALS, Notice, NoticeError, Status, loads, to_json

FOLDER_VARIABLE = "GONGKAI_CALENDAR_DIR"


@cache
def national_calendar() -> Calendar:
    """The calendar that comes with this version: 2004-2018 derived, 2019-2026 official, 2027 provisional."""
    files = resources.files("gongkai.calendar").joinpath("data").iterdir()
    notices = [loads(file.read_bytes(), file.name) for file in files if file.name.endswith(".json")]
    return Calendar(sorted(notices, key=_by_date))


def office_calendar(folder: Path | None = None) -> Calendar:
    """The national calendar with the notices this office has imported; what the command line counts with."""
    folder = folder or office_folder()
    return _with_office(tuple(_load(path) for path in sorted(folder.glob("*.json"))))


@lru_cache(maxsize=8)
def _with_office(notices: tuple[Notice, ...]) -> Calendar:
    """A notice that the program has come to bring itself is not laid over that version's amendments once more."""
    national = national_calendar().notices
    numbers = {notice.number for notice in national if notice.number}
    own = [notice for notice in notices if notice.number not in numbers]
    return Calendar((*national, *sorted(own, key=_by_date)))


def _by_date(notice: Notice) -> tuple[int, date]:
    """Amendments come after what they amend; a notice without a date comes last."""
    return notice.year, notice.issued_on or date.max


def office_folder() -> Path:
    """$GONGKAI_CALENDAR_DIR, else gongkai/calendar in the user's data folder."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    if os.name == "nt" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "gongkai" / "calendar"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "gongkai" / "calendar"


def import_notice(notice: Notice, folder: Path | None = None) -> Path:
    """Keep a notice for this office and say where. The same notice again replaces itself.

    Raises NoticeError when the days would not be known well enough to count with: the year's notices leave out one of
    the seven holidays (a page cut short), or a second notice has no number to tell it from the first.
    """
    folder = folder or office_folder()
    path = folder / f"{notice.year}-{notice.region or notice.number or '放假安排'}.json"
    if path.exists() and not notice.number and _load(path) != notice:
        raise NoticeError(
            f"已经有一份没有文号的{notice.year}年通知", "请用 --number 写明文号", str(path), "NOTICE_NUMBER"
        )
    others = [_load(other) for other in sorted(folder.glob("*.json")) if other != path]
    _must_be_whole(_with_office((*others, notice)), notice)
    _write(path, notice)
    return path


def _must_be_whole(calendar: Calendar, notice: Notice) -> None:
    named = {holiday.name for known in calendar.notices_for(notice.year) for holiday in known.holidays}
    missing = [name for name in FESTIVALS if name not in "".join(named)]
    if missing and calendar.status(notice.year) is Status.OFFICIAL:
        text = f"没有写{'、'.join(missing)}，不能当作{notice.year}年全年的安排"
        raise NoticeError(text, "请导入通知的全文", notice.title, "NOTICE_INCOMPLETE")


def _write(path: Path, notice: Notice) -> None:
    draft = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(to_json(notice), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise NoticeError("不能保存通知", "请检查文件夹的权限和空间", str(path.parent), "NOTICE_FILE") from error


def _load(path: Path) -> Notice:
    try:
        return loads(path.read_bytes(), str(path))
    except OSError as error:
        raise NoticeError("读不了这个文件", "请检查文件是否还在、有没有权限", str(path), "NOTICE_FILE") from error
