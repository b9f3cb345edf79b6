"""Making the demonstration, part by part, and saying what is being made and how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from gongkai_web.demo.affairs import load_affairs
from gongkai_web.demo.annual import load_annual
from gongkai_web.demo.catalogues import load_catalogues
from gongkai_web.demo.channels import load_channels
from gongkai_web.demo.disputes import load_disputes
from gongkai_web.demo.history.campaign import load_campaign
from gongkai_web.demo.history.disputes import load_past_disputes
from gongkai_web.demo.history.items import load_past_items
from gongkai_web.demo.history.letters import load_past_letters
from gongkai_web.demo.history.outside import load_outside
from gongkai_web.demo.history.records import load_past_records
from gongkai_web.demo.history.reports import load_earlier_reports, load_last_reports
from gongkai_web.demo.history.requests import load_past_requests
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
BEFORE: tuple[Part, ...] = (("全县两年的依申请公开", load_past_requests),)
"""What was numbered earlier is told earlier."""
AFTER: tuple[Part, ...] = (
    ("全县两年的来信", load_past_letters),
    ("全县两年的复议诉讼", load_past_disputes),
    ("全县两年公布的信息", load_past_items),
    ("全县两年的台账和工作记录", load_past_records),
    ("全县前年的年报", load_earlier_reports),
    ("各机关去年的年报", load_last_reports),
    ("年报报送", load_campaign),
    ("不在平台上的机关的年报", load_outside),
)


def make(*, whole: bool, say: Say, only: Collection[str] = ()) -> str:
    """Once, into a database without organs. What is to be printed: accounts and codes that cannot be found again. `only`: of
    the organs besides the five townships, those of these codes."""
    made = load_office()
    if not made:
        return ""
    say("这是第一次启动，还要装入演示的县，以后启动不用再等。")
    parts = (*BEFORE, *TOWNSHIPS, *AFTER) if whole else TOWNSHIPS
    if whole:
        say("　正在设立另外的乡镇和县直部门……")
        load_further(only)
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
