"""Making the demonstration, part by part, and saying what is being made and how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from gongkai_web.demo.affairs import load_affairs
from gongkai_web.demo.annual import load_annual
from gongkai_web.demo.catalogues import load_catalogues
from gongkai_web.demo.channels import load_channels
from gongkai_web.demo.disputes import load_disputes
from gongkai_web.demo.letters import load_letters
from gongkai_web.demo.mailbox import load_mailbox
from gongkai_web.demo.publishing import load_items
from gongkai_web.demo.requests import load_requests
from gongkai_web.organs.demo import listed, load_further, load_office
from gongkai_web.organs.reading import reading

if TYPE_CHECKING:
    from gongkai_web.organs.models import Person

Say = Callable[[str], None]
Part = tuple[str, Callable[[datetime], object]]

TOWNSHIPS: tuple[Part, ...] = (
    ("信息和审核", load_items),
    ("公开渠道的记录", load_channels),
    ("公开目录和任务", load_catalogues),
    ("五公开的事项", load_affairs),
    ("依申请公开", load_requests),
    ("复议诉讼", load_disputes),
    ("信箱和意见征集", load_mailbox),
    ("编制中的年报", load_annual),
    ("文书", load_letters),
)
"""What a person sees first: five townships, each working in its own way."""
COUNTY: tuple[Part, ...] = (("另外七个乡镇和七个县直部门", lambda _: load_further()),)
"""The whole county with what it did in two years."""


def make(*, whole: bool, say: Say) -> str:
    """Once, into a database without organs. What is to be printed: accounts and codes that cannot be found again."""
    made = load_office()
    if not made:
        return ""
    say("这是第一次启动，还要装入演示的县，以后启动不用再等。")
    # What was done earlier is told first, so that numbers run in the order of the years.
    parts = (*(COUNTY if whole else ()), *TOWNSHIPS)
    given = {}
    for number, (what, load) in enumerate(parts, 1):
        begun = time.monotonic()
        say(f"　［{number}/{len(parts)}］正在装入：{what}……")
        # Nobody is appointed or relieved in any part: what people hold is read once.
        with reading():
            given[what] = load(timezone.now())
        say(f"　　　　用了 {time.monotonic() - begun:.1f} 秒")
    return _accounts(made) + _applicants(given["文书"])


def _accounts(made: list[tuple[Person, str]]) -> str:
    head = "演示账号，用来看办公页面（密码只显示这一次；没记下的用 gongkai-web demo-passwords 换新的）："
    more = "其余乡镇和部门的账号：gongkai-web demo accounts"
    return "\n".join([head, *listed(made), more])


def _applicants(codes: object) -> str:
    head = "演示申请人，在 /open/DEMO-1/my-request/ 用编号和查询码查看、下载文书（查询码也只显示这一次）："
    return "\n".join(["", head, *codes]) if isinstance(codes, list) and codes else ""
