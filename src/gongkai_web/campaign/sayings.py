"""The log of collecting reports in plain words."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, plain, register

WORDS: dict[str, Words] = {
    "campaign.opened": plain("开始收%(year)s年年报，%(organs)s 个机关", "year", "organs"),
    "campaign.changed": plain("修改%(year)s年年报的收报要求", "year"),
    "campaign.added": plain("把%(name)s列入%(year)s年年报的收报范围", "name", "year"),
    "campaign.days_set": plain("为%(name)s另定报送、公布日期", "name"),
    "campaign.excused": plain("%(name)s本年不用报送，原因：%(reason)s", "name", "reason"),
    "campaign.called_again": plain("恢复要求%(name)s报送", "name"),
    "campaign.submitted": plain("%(name)s第 %(number)s 次报送%(year)s年年报", "name", "number", "year"),
    "campaign.withdrawn": plain("%(name)s撤回第 %(number)s 次报送", "name", "number"),
    "campaign.opened_copy": plain("打开%(name)s第 %(number)s 次报送", "name", "number"),
    "campaign.picked": plain("从检查结果列入 %(count)s 条退回意见", "count"),
    "campaign.remarked": plain("写一条退回意见：%(text)s", "text"),
    "campaign.remark_struck": plain("去掉一条退回意见：%(text)s", "text"),
    "campaign.returned": plain(
        "退回%(name)s第 %(number)s 次报送，意见 %(remarks)s 条，限 %(answer_by)s",
        "name",
        "number",
        "remarks",
        "answer_by",
    ),
    "campaign.accepted": plain("接受%(name)s第 %(number)s 次报送", "name", "number"),
    "campaign.answered": plain("回复一条退回意见：%(text)s", "text"),
    "campaign.publication_noted": plain("登记%(name)s年报的公布日期和网址", "name"),
    "campaign.joined": plain("登记一件共同的文件或案件，汇总时只计一次：%(reason)s", "reason"),
    "campaign.joint_undone": plain("撤销一件共同的文件或案件：%(reason)s", "reason"),
    "campaign.reminded": plain("催办%(year)s年年报", "year"),
}


def register_all() -> None:
    for key, words in WORDS.items():
        register(key, words)
