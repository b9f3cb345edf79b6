"""信息处理费 (《条例》第四十二条, 国办函〔2020〕109号)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter
from gongkai.letters.texts.common import SHORT
from gongkai.statute import FEE_MEASURE, FEE_NOTICE_ARTICLE, REGULATION

FEE = Letter(
    code="fee",
    name="收费通知书",
    title="政府信息公开信息处理费收费通知书",
    family=Family.PROCEDURE,
    when="决定收取信息处理费，在申请处理期限内发出",
    articles=(REGULATION.cite(42), FEE_NOTICE_ARTICLE),
    document="通知书",
    body=(
        SHORT,
        f"根据{{{{法律依据}}}}（{FEE_MEASURE.number}）的规定，本机关决定对该申请收取信息处理费，计收方式为{{{{计收方式}}}}。",
        "收费标准：{{收费标准}}。",
        "收费数额：{{收费金额}}元。",
        "缴纳方式：{{缴纳方式}}。",
        "缴款码：{{缴款码}}。",
        "请{{称谓}}在收到本通知书次日起{{缴费工作日数}}个工作日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府"
        "信息公开申请。",
    ),
    optional=frozenset({"缴款码"}),
)

LETTERS = (FEE,)
