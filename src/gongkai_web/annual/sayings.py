"""The log of the annual report in plain words."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, plain, register

WORDS: dict[str, Words] = {
    "annual.figure_stated": plain("填报年报台账：%(label)s", "label"),
    "annual.figure_corrected": plain("更正年报台账的一条"),
    "annual.figure_struck": plain("划去年报台账的一条，原因：%(reason)s", "reason"),
    "annual.document_added": plain("登记不在本平台的文件 %(number)s", "number"),
    "annual.document_corrected": plain("更正不在本平台的文件"),
    "annual.work_noted": plain("登记工作记录：%(title)s", "title"),
    "annual.work_corrected": plain("更正一条工作记录"),
    "annual.work_struck": plain("划去一条工作记录，原因：%(reason)s", "reason"),
    "annual.earlier_read": plain("读取%(year)s年已经公布的年报", "year"),
    "annual.earlier_answered": plain("对照原文改正读取的%(year)s年年报", "year"),
    "annual.earlier_confirmed": plain("对照原文确认读取的%(year)s年年报", "year"),
    "annual.earlier_reopened": plain("取消对%(year)s年年报的确认", "year"),
    "annual.handed_in": plain("%(year)s年年报送签，数字固定", "year"),
    "annual.correction_begun": plain("开始更正%(year)s年年报，第 %(number)s 版：%(note)s", "year", "number", "note"),
    "annual.correction_given_up": plain("放弃更正%(year)s年年报，第 %(number)s 版：%(note)s", "year", "number", "note"),
    "annual.reopened": plain("%(year)s年年报签发以后重新编制，原因：%(reason)s", "year", "reason"),
    "annual.begun": plain("开始编制%(year)s年年报", "year"),
    "annual.text_saved": plain("保存%(year)s年年报的文字", "year"),
    "annual.wording_saved": plain("保存年报底稿"),
    "annual.cell_changed": plain("手工改%(year)s年年报的%(cell)s，原因：%(reason)s", "year", "cell", "reason"),
    "annual.cells_taken": plain("%(year)s年年报的 %(cells)s 格改用汇总数：%(reason)s", "year", "cells", "reason"),
    "annual.taking_undone": plain("%(year)s年年报的 %(cells)s 格不再用汇总数", "year", "cells"),
    "annual.change_undone": plain("撤销%(year)s年年报%(cell)s的手工填写", "year", "cell"),
    "annual.document_struck": plain("划去不在本平台的文件，原因：%(reason)s", "reason"),
}


def register_all() -> None:
    for key, words in WORDS.items():
        register(key, words)
