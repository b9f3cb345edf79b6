"""Opinions of third parties and other organs, and help from other offices (《条例》第三十二条至第三十四条).

A letter to a third party says no more of the applicant than is needed: neither name nor number.
"""

from __future__ import annotations

from gongkai.letters.letter import Block, Family, Letter, Part, RemedyRule
from gongkai.letters.texts.common import SHORT, SO_TOLD
from gongkai.statute import REGULATION


def _slip(sender: str) -> tuple[Block, ...]:
    """The page to be sent back, with boxes to tick by hand."""
    blank = "＿" * 10
    return (
        Block(Part.NEW_PAGE),
        Block(Part.TITLE, "征求意见确认函"),
        Block(Part.TO, "{{机关全称}}："),
        Block(Part.TEXT, "你机关征求意见书（{{文号}}）收悉。对所涉及的信息是否公开，意见如下（在方框内打“√”）："),
        Block(Part.TEXT, "□ 同意公开。"),
        Block(Part.TEXT, f"□ 同意部分公开，可以公开的是：{blank}"),
        Block(Part.TEXT, f"□ 不同意公开，理由：{blank}＿＿＿＿"),
        Block(Part.TEXT, f"{sender}（签名或者盖章）："),
        Block(Part.TEXT, "日期：　　　　年　　月　　日"),
    )


THIRD_PARTY = Letter(
    code="third_party",
    name="征求第三方意见书",
    title="政府信息公开征求意见书",
    family=Family.CONSULTATION,
    when="公开会损害第三方合法权益，书面征求第三方意见",
    articles=(REGULATION.cite(32),),
    to="第三方",
    document="征求意见书",
    body=(
        "本机关收到一件政府信息公开申请，申请公开的内容涉及{{称谓}}的以下信息：“{{涉及信息}}”。经审查，该信息属于{{称谓}}"
        "的{{权益种类}}，公开可能损害{{称谓}}的合法权益。",
        "根据{{法律依据}}的规定，请{{称谓}}自收到本征求意见书之日起{{第三方意见工作日数}}个工作日内，就是否同意公开"
        "书面提出意见；不同意公开的，请说明理由。逾期未提出意见的，由本机关依照该条例的规定决定是否公开。",
        "意见请填写所附的征求意见确认函，送交：{{意见送交地址}}。",
    ),
    slip=_slip("意见人"),
)

CONSULTATION_NOTICE = Letter(
    code="consultation_notice",
    name="征求意见告知书（给申请人）",
    title="政府信息公开申请征求意见告知书",
    family=Family.CONSULTATION,
    when="发出征求意见书时，告知申请人",
    articles=(REGULATION.cite(33, 3),),
    body=(
        SHORT,
        "因申请公开的信息{{征求意见原因}}，本机关已于{{征求意见日期}}书面征求{{征求意见对象}}的意见。根据{{法律依据}}的"
        "规定，征求意见所需时间不计算在答复期限内。",
        SO_TOLD,
    ),
)

CO_MAKER = Letter(
    code="co_maker",
    name="征求意见书（给共同制作机关）",
    title="政府信息公开征求意见书",
    family=Family.CONSULTATION,
    when="信息由两个以上行政机关共同制作，牵头机关征求相关机关意见",
    articles=(REGULATION.cite(34),),
    to="共同制作机关",
    document="征求意见书",
    body=(
        "本机关收到一件政府信息公开申请，申请公开的内容为：“{{申请内容}}”。该信息由本机关牵头、与{{称谓}}共同制作。",
        "根据{{法律依据}}的规定，请{{称谓}}自收到本征求意见书之日起{{共同制作意见工作日数}}个工作日内提出意见，逾期未"
        "提出意见的视为同意公开。",
        "意见请填写所附的征求意见确认函，送交：{{意见送交地址}}。",
    ),
    slip=_slip("单位"),
)

ORGAN_OPINION = Letter(
    code="organ_opinion",
    name="征求意见书（给其他机关）",
    title="政府信息公开征求意见书",
    family=Family.CONSULTATION,
    when="信息涉及其他机关，与其协商、确认",
    articles=(REGULATION.cite(11, 1),),
    to="被征求意见机关",
    document="征求意见书",
    body=(
        "本机关收到一件政府信息公开申请，申请公开的内容为：“{{申请内容}}”。该信息涉及{{称谓}}。",
        "根据{{法律依据}}的规定，请{{称谓}}就该信息是否准确、可否公开，在{{回复期限}}以前（含当日）书面提出意见。",
        "意见请填写所附的征求意见确认函，送交：{{意见送交地址}}。",
    ),
    slip=_slip("单位"),
)

THIRD_PARTY_TOLD = Letter(
    code="third_party_told",
    name="决定公开告知书（给第三方）",
    title="政府信息决定公开告知书",
    family=Family.CONSULTATION,
    when="第三方不同意，但不公开可能对公共利益造成重大影响，决定公开",
    articles=(REGULATION.cite(32),),
    to="第三方",
    act="本决定",
    remedy=RemedyRule.GENERAL,
    body=(
        "本机关收到一件政府信息公开申请，申请公开的信息涉及{{称谓}}的合法权益。本机关已于{{征求意见日期}}书面征求"
        "{{称谓}}的意见。",
        "经审查，本机关认为不公开该信息可能对公共利益造成重大影响。根据{{法律依据}}的规定，决定予以公开。",
        "决定公开的内容：{{公开内容}}。",
        "理由：{{公开理由}}。",
    ),
)

HELP = Letter(
    code="help",
    name="协办函",
    title="政府信息公开申请协办函",
    family=Family.CONSULTATION,
    when="请本机关其他机构或者其他单位协助办理",
    to="协办单位",
    document="函",
    body=(
        "本机关正在办理一件政府信息公开申请（登记编号：{{登记编号}}），申请公开的内容为：“{{申请内容}}”。请协助办理以下"
        "事项：",
        "{{协办事项}}",
        "请在{{回复期限}}以前（含当日）书面回复。",
    ),
)

LETTERS = (THIRD_PARTY, CONSULTATION_NOTICE, CO_MAKER, ORGAN_OPINION, THIRD_PARTY_TOLD, HELP)
