"""Replies where there is nothing to give (《条例》第三十条、第三十六条第（四）（五）（七）项、第三十八条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter, RemedyRule
from gongkai.letters.texts.common import OPENING, REPLY_OPTIONAL, SHORT
from gongkai.statute import REGULATION

NOT_HELD = Letter(
    code="not_held",
    name="信息不存在告知书",
    title="政府信息不存在告知书",
    family=Family.REPLY,
    when="经检索没有所申请公开的信息",
    replies=("R36_4",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "经检索，本机关未制作、未获取{{称谓}}申请公开的信息。检索范围：{{检索范围}}；检索方式：{{检索方式}}。",
        "根据{{法律依据}}的规定，告知{{称谓}}该政府信息不存在。",
        "需要说明的情况：{{理由}}。",
    ),
    optional=REPLY_OPTIONAL | {"理由"},
)

NOT_RESPONSIBLE = Letter(
    code="not_responsible",
    name="非本机关负责公开告知书",
    title="政府信息非本机关负责公开告知书",
    family=Family.REPLY,
    when="信息不属于本机关负责公开",
    articles=(REGULATION.cite(10),),
    replies=("R36_5",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息不属于本机关负责公开。理由：{{理由}}。",
        "根据{{法律依据}}的规定，现予告知。",
        "{{称谓}}可以向负责公开该信息的{{负责机关}}提出申请，联系方式：{{负责机关联系方式}}。",
    ),
    optional=REPLY_OPTIONAL | {"负责机关", "负责机关联系方式"},
)

INQUIRY = Letter(
    code="inquiry",
    name="行政查询事项告知书",
    title="行政查询事项告知书",
    family=Family.REPLY,
    when="工商、不动产登记资料等，法律、行政法规对获取有特别规定",
    replies=("R36_7",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息属于{{信息种类}}，{{特别规定}}对该信息的获取有特别规定。根据{{法律依据}}的规定，请"
        "{{称谓}}依照该规定向{{查询机关}}查询。",
    ),
    optional=REPLY_OPTIONAL,
)

NEEDS_PROCESSING = Letter(
    code="needs_processing",
    name="需加工、分析不予提供告知书",
    title="政府信息不予提供告知书",
    family=Family.REPLY,
    when="没有现成信息，需要加工、分析",
    replies=("R38",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        *OPENING,
        "{{称谓}}申请公开的信息，需要本机关对现有政府信息进行加工、分析。具体情况：{{理由}}。",
        "根据{{法律依据}}的规定，本机关不予提供。",
    ),
    optional=REPLY_OPTIONAL,
)

STILL_UNCLEAR = Letter(
    code="still_unclear",
    name="补正后仍不明确告知书",
    title="政府信息公开申请补正后仍不明确告知书",
    family=Family.REPLY,
    when="申请人已补正，申请内容仍不明确，无法提供",
    replies=("R30b",),
    remedy=RemedyRule.BY_OUTCOME,
    body=(
        SHORT,
        "因申请内容不明确，本机关于{{补正告知日期}}告知{{称谓}}补正（{{补正告知文号}}），并于{{补正收到日期}}收到补正的"
        "申请：“{{申请内容}}”。",
        "经审查，补正后申请内容仍不明确，无法指向特定的政府信息。具体情况：{{理由}}。",
        "根据{{法律依据}}的规定，本机关无法提供。",
    ),
)

LETTERS = (NOT_HELD, NOT_RESPONSIBLE, INQUIRY, NEEDS_PROCESSING, STILL_UNCLEAR)
