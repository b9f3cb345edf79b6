"""The catalogues of two invented townships: taken in from a workbook as offices draw them, in part filled, in part late."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import xlsxwriter
from django.db import transaction
from django.utils import timezone

from gongkai_web.catalogues.models import Catalogue, Row
from gongkai_web.catalogues.services import Choice, assign, note, place, receive, take_in
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item

CLERKS = {"DEMO-1": "demo-clerk1", "DEMO-3": "demo-clerk3"}
LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
TWENTY = "信息形成或者变更之日起20个工作日内"
CHANNELS = "■政府网站  □政府公报\n□两微一端  ■公开查阅点\n■社区/企事业单位/村公示栏（电子屏）\n□精准推送  □其他"
HEADS = (
    *(("序号", ""), ("公开事项", "一级事项"), ("", "二级事项"), ("公开内容（要素）", ""), ("公开依据", "")),
    *(("公开时限", ""), ("公开主体", ""), ("公开渠道和载体", ""), ("公开对象", "全社会"), ("", "特定群体")),
    *(("公开方式", "主动"), ("", "依申请公开"), ("公开层级", "县级"), ("", "乡级")),
)
Line = tuple[str, str, str, str, str]
"""一级事项, 二级事项, content, period, and the levels: c for the county, t for the township."""
FIELDS: dict[str, tuple[str, tuple[Line, ...]]] = {
    "社会救助": (
        "民政所",
        (
            ("政策法规文件", "法律法规", "与社会救助有关的法律、法规和政策文件", TWENTY, "ct"),
            ("政策法规文件", "监督检查", "社会救助信访通讯地址、投诉举报电话", "长期公开", "ct"),
            ("最低生活保障", "办事指南", "办理事项、办理条件、救助标准、申请材料、流程", "10个工作日内", "ct"),
            ("最低生活保障", "审核信息", "拟保障对象名单及相关信息", "公示7个工作日", "t"),
            ("最低生活保障", "审批信息", "低保对象名单及相关信息", "每季度结束后15日内", "ct"),
            ("临时救助", "办事指南", "办理事项、办理条件、救助标准、申请材料", TWENTY, "ct"),
            ("临时救助", "支出金额", "临时救助人数、资金支出情况", TWENTY, "c"),
        ),
    ),
    "涉农补贴": (
        "农业站",
        (
            ("耕地地力保护补贴", "政策依据", "补贴政策、对象、标准", TWENTY, "ct"),
            ("耕地地力保护补贴", "补贴结果", "发放到户的面积、标准、金额", "补贴发放之日起7个工作日内", "t"),
            ("农机购置补贴", "申请指南", "补贴范围、机具种类、标准", TWENTY, "ct"),
            ("农机购置补贴", "补贴结果", "享受补贴购机者信息", "每年3月31日前", "ct"),
        ),
    ),
    "安全生产": (
        "综合办",
        (
            ("行政管理", "隐患管理", "重大隐患排查、挂牌督办和整改情况", TWENTY, "ct"),
            ("行政管理", "应急管理", "应急预案、预警信息、值班电话", "及时公开", "ct"),
            ("行政管理", "安全检查", "安全生产检查情况", "每季度结束后20日内", "ct"),
        ),
    ),
}
STANDS_ON = {
    "最低生活保障对象": "审核信息",
    "耕地地力保护补贴": "政策依据",
    "安全生产检查": "安全检查",
    "防灭火": "应急管理",
}


def load_catalogues(now: datetime) -> int:
    """Once, after the items are there; how many catalogues there are."""
    if Catalogue.objects.exists():
        return 0
    for code, account in CLERKS.items():
        organ, clerk = Organ.objects.filter(code=code).first(), Person.objects.filter(account=account).first()
        if organ and clerk:
            _load(organ, clerk, now)
    return Catalogue.objects.count()


@transaction.atomic
def _load(organ: Organ, clerk: Person, now: datetime) -> None:
    day = timezone.localdate(now)
    name = f"{organ.name}基层政务公开标准目录.xlsx"
    preview = receive(by=clerk, organ=organ, name=name, data=_workbook(organ.name), now=now)
    choices = {one.index: Choice(one.field, one.name, date(day.year, 1, 1)) for one in preview.tables}
    for version in take_in(by=clerk, file=preview.file, choices=choices, now=now):
        catalogue = version.catalogue
        unit = organ.units.filter(name=FIELDS[catalogue.name][0]).first()
        if unit:
            assign(by=clerk, catalogue=catalogue, rows=[row.pk for row in catalogue.rows.all()], unit=unit, day=day)
    _place(organ, clerk, now)
    _note(organ, clerk, now)


def _place(organ: Organ, clerk: Person, now: datetime) -> None:
    for words, second in STANDS_ON.items():
        row = Row.objects.filter(catalogue__organ=organ, second=second).first()
        for item in Item.objects.filter(organ=organ, title__contains=words, public=Item.Public.PUBLISHED):
            if row:
                place(by=clerk, item=item, row=row, now=now)


def _note(organ: Organ, clerk: Person, now: datetime) -> None:
    """Work that was done and not yet made public: one thing late, one thing soon."""
    done = (("补贴结果", "发放今年耕地地力保护补贴", 32), ("办事指南", "修订最低生活保障办事指南", 9))
    for second, about, days in done:
        row = Row.objects.filter(catalogue__organ=organ, second=second).order_by("order").first()
        if row:
            note(by=clerk, row=row, about=about, arose_on=timezone.localdate(now) - timedelta(days=days), now=now)


def _workbook(organ: str) -> bytes:
    """A sheet a field, with merged heads and cells, 同上 and a legend, as a county hands it down."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    border = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for number, (field, (_unit, lines)) in enumerate(FIELDS.items(), 1):
        sheet = book.add_worksheet(field)
        sheet.merge_range(0, 0, 0, len(HEADS) - 1, f"（{number}）{organ}{field}领域基层政务公开标准目录", border)
        for x, (upper, lower) in enumerate(HEADS):
            sheet.write(1, x, upper, border)
            sheet.write(2, x, lower, border)
        for x, last in ((1, 2), (8, 9), (10, 11), (12, 13)):
            sheet.merge_range(1, x, 1, last, HEADS[x][0], border)
        for y, cells in enumerate(_cells(lines, organ), 3):
            for x, text in enumerate(cells):
                sheet.write(y, x, text, border)
        sheet.write(len(lines) + 3, 0, "注：“■”为必选项，“□”为可选项。")
    book.close()
    return stream.getvalue()


def _cells(lines: Sequence[Line], organ: str) -> Iterator[Sequence[str]]:
    before = ""
    for number, (first, second, content, period, levels) in enumerate(lines, 1):
        same = number > 1
        ticks = ("√", "", "√", "", *("√" if level in levels else "" for level in "ct"))
        upper = "同上" if first == before else first
        law, body = ("同上", "同上") if same else (LAW, organ)
        yield (str(number), upper, second, content, law, period, body, CHANNELS, *ticks)
        before = first
