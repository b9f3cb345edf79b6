"""Sentences that many letters begin with."""

from __future__ import annotations

RECEIVED = "本机关于{{收到日期}}收到{{称谓}}提出的政府信息公开申请（登记编号：{{登记编号}}），申请公开的内容为：“{{申请内容}}”。"
CORRECTED = "因申请内容需要补正，本机关于{{补正收到日期}}收到补正的申请。"
ORDERED = "根据{{重新答复的依据}}，本机关对{{称谓}}的申请重新作出处理。"
ANSWER = "经审查，现答复如下："
OPENING = (RECEIVED, CORRECTED, ORDERED, ANSWER)
"""How a reply begins; the sentences on the correction and on the order to reply again only where there was one."""

SHORT = "本机关于{{收到日期}}收到{{称谓}}提出的政府信息公开申请（登记编号：{{登记编号}}）。"
SO_TOLD = "特此告知。"
REPLY_OPTIONAL = frozenset({"补正收到日期", "重新答复的依据"})
