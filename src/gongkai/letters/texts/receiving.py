"""From registration to the moment the work begins: receipt, correction, reasons (《条例》第二十九条至第三十一条、第三十五条)."""

from __future__ import annotations

from gongkai.letters.letter import Family, Letter
from gongkai.letters.texts.common import RECEIVED, SHORT, SO_TOLD
from gongkai.statute import REGULATION

RECEIPT = Letter(
    code="receipt",
    name="登记回执",
    title="政府信息公开申请登记回执",
    family=Family.PROCEDURE,
    when="确认收到申请时",
    articles=(REGULATION.cite(33, 2),),
    document="回执",
    numbered=False,
    body=(
        RECEIVED,
        "根据{{法律依据}}的规定，本机关将不迟于{{答复期限}}作出答复。需要补正申请、延长答复期限，或者征求第三方、其他"
        "机关意见的，将另行告知。",
        SO_TOLD,
    ),
)

CORRECTION = Letter(
    code="correction",
    name="补正告知书",
    title="政府信息公开申请补正告知书",
    family=Family.PROCEDURE,
    when="申请内容不明确或者材料不齐，收到申请之日起法定期限内一次性告知",
    articles=(REGULATION.cite(29), REGULATION.cite(30)),
    body=(
        SHORT + "经审查，{{称谓}}的申请存在以下情形：",
        "{{补正情形}}",
        "{{指导说明}}",
        "根据{{法律依据}}的规定，请{{称谓}}自收到本告知书之日起{{补正工作日数}}个工作日内补正以下事项：",
        "{{补正事项}}",
        "补正材料请注明登记编号{{登记编号}}，可以采用下列方式提交：{{补正方式}}。",
        "答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开"
        "申请。",
        SO_TOLD,
    ),
    optional=frozenset({"指导说明", "补正方式"}),
)

REASONS = Letter(
    code="reasons",
    name="说明理由告知书",
    title="政府信息公开申请说明理由告知书",
    family=Family.PROCEDURE,
    when="申请的数量、频次明显超过合理范围，要求申请人说明理由",
    articles=(REGULATION.cite(35),),
    body=(
        SHORT,
        "自{{统计起始日期}}至{{统计截止日期}}，{{称谓}}累计向本机关提出政府信息公开申请{{申请件数}}件，数量、频次明显超过"
        "合理范围。",
        "根据{{法律依据}}的规定，请{{称谓}}在{{说明理由期限}}以前（含当日）书面说明理由。本机关认为申请理由不合理的，将"
        "告知不予处理。",
        SO_TOLD,
    ),
)

LETTERS = (RECEIPT, CORRECTION, REASONS)
