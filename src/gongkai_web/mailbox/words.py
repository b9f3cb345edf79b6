"""The log of the mailbox in plain words."""

from __future__ import annotations

from gongkai_web.audit.sayings import Words, labelled, plain
from gongkai_web.mailbox.kinds import Act, Channel, Rating

WORDS: dict[str, Words] = {
    **{f"mail.{act.value}": plain(act.label) for act in Act},
    "mail.received": labelled("收到来信，%(channel)s", "channel", dict(Channel.choices)),
    "mail.accepted": plain("受理，交办 %(unit)s", "unit"),
    "mail.reassigned": plain("改派 %(unit)s", "unit"),
    "mail.returned": plain("%(unit)s退回", "unit"),
    "mail.asked_help": plain("请%(unit)s协办", "unit"),
    "mail.helped": plain("%(unit)s写协办意见", "unit"),
    "mail.extended": plain("延长 %(days)s 个工作日", "days"),
    "mail.rated": labelled("写信人评价：%(rating)s", "rating", {str(one.value): one.label for one in Rating}),
    "mail.reply_saved": plain("保存答复"),
    "mail.publication_saved": plain("整理公开的来信和答复"),
    "mail.published": plain("公开来信和答复《%(title)s》", "title"),
    "mail.converted": plain("转为政府信息公开申请 %(request)s", "request"),
    "mail.consultation_set_up": plain("开始征集意见，%(opens)s至%(closes)s", "opens", "closes"),
    "mail.consultation_moved": plain("征集意见的起止日期改为%(opens)s至%(closes)s", "opens", "closes"),
    "mail.opinion_received": plain("收到第 %(opinion)s 条意见", "opinion"),
    "mail.opinions_decided": plain("写明意见是否采纳"),
    "mail.opinions_undecided": plain("撤回意见是否采纳"),
    "mail.consultation_answered": plain("公布意见采纳情况，共 %(opinions)s 条意见", "opinions"),
    "mail.arranged": plain("设置信箱"),
    "mail.attached": plain("存入来信的附件"),
    "mail.code_given": plain("给写信人新的查询码（%(number)s）", "number"),
    "mail.code_refused": plain("查看来信的编号或者查询码不对"),
    "mail.limited": plain("一个网络地址提交、查询过于频繁，暂停一小时"),
}
