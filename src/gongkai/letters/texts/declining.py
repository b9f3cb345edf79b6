"""Replies that do not take the request up (《条例》第三十五条、第三十六条第（六）项、第三十九条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.letters.texts.common import OPENING, REPLY_OPTIONAL, SHORT

REPEAT = Letter(
    code="repeat",
    name="不予重复处理告知书",
    title="政府信息公开申请不予重复处理告知书",
    family=Family.REPLY,
    when="已经答复，申请人重复申请公开相同信息",
    replies=("R36_6",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "本机关已于{{原答复日期}}以{{原答复文号}}就{{称谓}}提出的相同政府信息公开申请作出答复。",
        "根据{{法律依据}}的规定，不予重复处理。",
    ),
    optional=REPLY_OPTIONAL,
)

PETITION = Letter(
    code="petition",
    name="信访、投诉、举报类告知书",
    title="不作为政府信息公开申请处理告知书",
    family=Family.REPLY,
    when="以政府信息公开申请的形式进行信访、投诉、举报等活动",
    replies=("R39_1",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}提出的申请，系以政府信息公开申请的形式进行{{活动性质}}。根据{{法律依据}}的规定，不作为政府信息公开申请"
        "处理。",
        "{{称谓}}可以通过以下渠道提出：{{相应渠道}}。",
    ),
    optional=REPLY_OPTIONAL | {"相应渠道"},
)

PUBLICATION = Letter(
    code="publication",
    name="公开出版物告知书",
    title="公开出版物获取途径告知书",
    family=Family.REPLY,
    when="申请内容为要求提供政府公报、报刊、书籍等公开出版物",
    replies=("R39_2",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请提供的{{出版物}}属于公开出版物。根据{{法律依据}}的规定，现告知获取的途径：{{获取途径}}。",
    ),
    optional=REPLY_OPTIONAL,
)

EXCESSIVE = Letter(
    code="excessive",
    name="大量反复申请不予处理告知书",
    title="政府信息公开申请不予处理告知书",
    family=Family.REPLY,
    when="申请的数量、频次明显超过合理范围，理由不合理",
    replies=("R35",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        SHORT,
        "自{{统计起始日期}}至{{统计截止日期}}，{{称谓}}累计向本机关提出政府信息公开申请{{申请件数}}件，数量、频次明显超过"
        "合理范围。本机关于{{说明理由告知日期}}要求{{称谓}}说明理由。{{说明理由情况}}。",
        "经审查，本机关认为申请理由不合理：{{理由}}。根据{{法律依据}}的规定，不予处理。",
    ),
)

RECONFIRM = Letter(
    code="reconfirm",
    name="确认或重新出具类告知书",
    title="不作为政府信息公开申请处理告知书",
    family=Family.REPLY,
    when="要求确认或者重新出具已经获取的信息",
    replies=("RX",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}要求本机关{{要求事项}}已经获取的政府信息，不属于申请获取政府信息，本机关不予处理。",
        "需要说明的情况：{{理由}}。",
    ),
    optional=REPLY_OPTIONAL | {"理由"},
)

NOT_INFORMATION = Letter(
    code="not_information",
    name="不属于政府信息告知书",
    title="申请内容不属于政府信息告知书",
    family=Family.REPLY,
    when="申请内容不属于政府信息，或者属于咨询",
    replies=("R_OTHER",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请公开的内容不属于{{法律依据}}所称的政府信息，本机关不作为政府信息公开申请处理。理由：{{理由}}。",
        "{{称谓}}可以通过以下渠道提出：{{相应渠道}}。",
    ),
    optional=REPLY_OPTIONAL | {"相应渠道"},
)

LETTERS = (REPEAT, PETITION, PUBLICATION, EXCESSIVE, RECONFIRM, NOT_INFORMATION)
