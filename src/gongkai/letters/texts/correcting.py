"""Answers to those who want a record about themselves corrected (《条例》第四十一条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.statute import REGULATION

RECORD = Letter(
    code="record",
    name="更正答复书",
    title="政府信息更正答复书",
    family=Family.OTHER,
    when="答复要求更正与其自身相关的政府信息记录的申请",
    articles=(REGULATION.cite(41),),
    remedy=RemedyRule.GENERAL,
    document="答复书",
    body=(
        "本机关于{{收到日期}}收到{{称谓}}提出的更正政府信息的申请（登记编号：{{登记编号}}），要求更正：{{更正请求}}。"
        "根据{{法律依据}}的规定，现答复如下：",
        "经审核属实，本机关已予以更正：{{更正内容}}。",
        "该信息的更正不属于本机关职能范围，本机关已转送有权更正的{{转送机关}}处理。",
        "该信息的更正不属于本机关职能范围，请{{称谓}}向有权更正的{{有权更正机关}}提出。",
        "经审核，本机关不予更正。理由：{{不予更正理由}}。",
    ),
    one_of=(frozenset({"更正内容", "转送机关", "有权更正机关", "不予更正理由"}),),
)

LETTERS = (RECORD,)
