"""Requests that end without a reply on their substance: given up, not paid for, withdrawn."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.letters.texts.common import SHORT, SO_TOLD

NOT_CORRECTED = Letter(
    code="not_corrected",
    name="不再处理告知书（逾期不补正）",
    title="政府信息公开申请不再处理告知书",
    family=Family.ENDING,
    when="申请人无正当理由逾期不补正，视为放弃申请",
    replies=("R30",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        SHORT,
        "因申请内容不明确，本机关于{{补正告知日期}}告知{{称谓}}补正（{{补正告知文号}}）。{{称谓}}无正当理由逾期未补正。",
        "根据{{法律依据}}的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ),
)

FEE_UNPAID = Letter(
    code="fee_unpaid",
    name="不再处理告知书（逾期不缴费）",
    title="政府信息公开申请不再处理告知书",
    family=Family.ENDING,
    when="申请人逾期未缴纳信息处理费，视为放弃申请",
    replies=("R109",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        SHORT,
        "本机关于{{缴费通知日期}}通知{{称谓}}缴纳信息处理费（{{缴费通知文号}}）。{{称谓}}逾期未缴纳。",
        "根据{{法律依据}}的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ),
)

WITHDRAWN = Letter(
    code="withdrawn",
    name="终止办理告知书（撤回申请）",
    title="政府信息公开申请终止办理告知书",
    family=Family.ENDING,
    when="申请人书面撤回申请，确认终止办理",
    replies=("R_WITHDRAW",),
    body=(
        SHORT,
        "{{撤回日期}}，本机关收到{{称谓}}撤回该申请的书面意见。本机关终止办理该政府信息公开申请。",
        SO_TOLD,
    ),
)

TRANSFERRED = Letter(
    code="transferred",
    name="移送办理告知书",
    title="政府信息公开申请移送办理告知书",
    family=Family.ENDING,
    when="申请误送本机关，已经移送应当办理的机关",
    remedy=RemedyRule.GENERAL,
    body=(
        SHORT,
        "经审查，该申请应当由{{移送机关}}办理。理由：{{理由}}。本机关已于{{移送日期}}将申请材料移送该机关，请{{称谓}}与该机关"
        "联系（联系方式：{{移送机关联系方式}}）。本机关不再办理该申请。",
    ),
)

LETTERS = (NOT_CORRECTED, FEE_UNPAID, WITHDRAWN, TRANSFERRED)
