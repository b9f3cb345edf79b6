"""Letters to the mailboxes in two years, all answered, some of them published; every name and place is invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai_web.demo.history.offices import Office, offices
from gongkai_web.demo.mailbox import Desk, play
from gongkai_web.demo.mailbox_texts import ANSWERED, Told
from gongkai_web.mailbox.models import Letter

A_YEAR = 1
_ASKED = (
    (
        "consult",
        "医保缴费截止到哪一天",
        "请问城乡居民医保集中缴费到哪一天为止？",
        "集中缴费到12月31日，可以在手机上缴。",
    ),
    (
        "help",
        "村口的垃圾桶满了没人清",
        "村口的垃圾桶已经满了三天，请派人清运。",
        "已通知保洁公司当天清运，并调整为每天两次。",
    ),
    (
        "suggest",
        "建议办事大厅延长中午时间",
        "上班的人只有中午有空，建议大厅中午不休息。",
        "自下月起，大厅中午安排值班窗口。",
    ),
    (
        "complain",
        "窗口让我跑了两趟",
        "办理时没有一次性告诉我要带户口簿。",
        "经核实情况属实，已向您致歉，并对窗口人员作了培训。",
    ),
    (
        "consult",
        "宅基地申请需要什么材料",
        "想在老屋原址翻建，要带哪些材料？",
        "请带身份证、户口簿和申请表，到农业农村窗口办理。",
    ),
    ("help", "路面塌了一块", "通往学校的路面塌了一块，孩子骑车危险。", "已设警示标志，三日内修复完毕。"),
)
_NAMES = ("施有福", "孟春来", "平秀兰", "黄大勇", "和玉梅", "穆建设", "萧小琴", "尹长青")


def load_past_letters(now: datetime) -> int:
    for office in offices(now):
        if office.head is not None:
            _load(office, now)
    return Letter.objects.count()


@transaction.atomic
def _load(office: Office, now: datetime) -> None:
    assert office.head is not None  # noqa: S101 - asked for by the caller
    desk = Desk(office.organ, office.keeper, office.head, now)
    for year in office.years:
        chance = office.chance(f"letters {year}")
        for place in range(A_YEAR + chance.randint(0, 1)):
            kind, title, text, reply = chance.choice(_ASKED)
            came = date(year, 2 + 5 * place, 1) + timedelta(days=chance.randint(0, 120))
            age, steps = (office.today - came).days, (*ANSWERED, "rate") if chance.random() < 1 / 2 else ANSWERED
            told = Told(
                kind, title, text, chance.choice(_NAMES), age, reply=reply, took=chance.randint(1, 4), steps=steps
            )
            play(desk, told)
