"""What letters put into the frame of the back office: their list, their settings, their tasks."""

from __future__ import annotations

from datetime import date

from gongkai.letters import LETTERS
from gongkai_web.frame import sections, settings_cards
from gongkai_web.frame import tasks as frame_tasks
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.numbers import preview
from gongkai_web.letters.rules import may_configure, may_look
from gongkai_web.letters.tasks import tasks
from gongkai_web.organs.models import Organ


def register() -> None:
    """Called when the app is ready."""
    frame_tasks.register(tasks)
    sections.register(sections.Section("letters", "文书", "letters", 220, may_look))
    settings_cards.register(
        settings_cards.Card(
            "letters",
            "文书",
            "依申请公开各种文书的模板、文号，复议机关和法院的名称",
            "letters_setting",
            60,
            _now,
            may_configure,
        )
    )


def _now(organ: Organ, day: date) -> str:
    habits = habits_of(organ)
    if not (habits.reviewer and habits.court):
        return "还没有写明行政复议机关和法院，答复书不能生成"
    try:
        return f"下一个答复书文号 {preview(organ, habits, LETTERS['granted'], day)}"
    except SendingError:
        return "文号的格式要改"
