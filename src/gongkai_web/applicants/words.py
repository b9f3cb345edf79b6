"""What the entries of the log about the citizen's pages say."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, plain

WORDS: dict[str, Words] = {
    "request.message_sent": plain("给申请人留言（%(number)s）", "number"),
    "request.message_received": plain("申请人留言（%(number)s）", "number"),
    "correction.message_sent": plain("给要求更正的人留言（%(number)s）", "number"),
    "correction.message_received": plain("要求更正的人留言（%(number)s）", "number"),
    "request.answer_published": plain("公布答复要点（%(number)s）", "number"),
    "request.answer_withdrawn": plain("撤下公布的答复要点（%(number)s）", "number"),
    "request.code_given": plain("给申请人新的查询码（%(number)s）", "number"),
    "correction.code_given": plain("给要求更正的人新的查询码（%(number)s）", "number"),
    "request.code_refused": plain("查询申请的编号或者查询码不对"),
    "request.limited": plain("同一地址一小时内提交、查询得太多，暂停受理"),
}
