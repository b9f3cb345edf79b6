"""The closed lists an item chooses from: articles 20 and 21, grounds, kinds of text. Their words are the Regulation's own."""

from __future__ import annotations

from django.db import models


class Disclosure(models.TextChoices):
    """公开属性, decided when drafting (《条例》第十三条); 主动公开 is what is offered first (第五条)."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Ground(models.TextChoices):
    """Grounds of 第十四条 to 第十六条, the only ones on which information is withheld."""

    STATE_SECRET = "14a", "第十四条：依法确定为国家秘密"
    FORBIDDEN = "14b", "第十四条：法律、行政法规禁止公开"
    STABILITY = "14c", "第十四条：可能危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "15", "第十五条：涉及商业秘密、个人隐私等，公开会损害第三方合法权益"
    INTERNAL = "16a", "第十六条：内部事务信息（人事管理、后勤管理、内部工作流程）"
    PROCESS = "16b", "第十六条：过程性信息（讨论记录、过程稿、磋商信函、请示报告）"
    CASE_FILE = "16c", "第十六条：行政执法案卷信息"


class Source(models.TextChoices):
    """Where the information comes from, which decides who discloses it (第十条)."""

    OWN = "own", "本机关制作"
    JOINT = "joint", "与其他机关共同制作，本机关牵头"
    CITIZENS = "citizens", "从公民、法人和其他组织获取，本机关保存"
    OTHER_ORGAN = "other_organ", "从其他行政机关获取，本机关最初获取"


class Genre(models.TextChoices):
    """体裁."""

    DECISION = "decision", "决定"
    NOTICE = "notice", "通知"
    ANNOUNCEMENT = "announcement", "公告、通告"
    OPINION = "opinion", "意见"
    REPLY = "reply", "批复、函"
    REPORT = "report", "报告"
    PLAN = "plan", "规划、计划、方案"
    PUBLICITY = "publicity", "公示"
    STATISTICS = "statistics", "统计数据、报表"
    GUIDE = "guide", "办事指南"
    INTERPRETATION = "interpretation", "解读"
    NEWS = "news", "工作动态"
    CLARIFICATION = "clarification", "澄清说明"
    OTHER = "other", "其他"


class Normative(models.TextChoices):
    """Texts whose validity is watched."""

    NO = "", "不是"
    RULE = "rule", "规章"
    DOCUMENT = "document", "行政规范性文件"


SUBJECTS = (
    "国务院组织机构",
    "综合政务",
    "国民经济管理、国有资产监管",
    "财政、金融、审计",
    "国土资源、能源",
    "农业、林业、水利",
    "工业、交通",
    "商贸、海关、旅游",
    "市场监管、安全生产监管",
    "城乡建设、环境保护",
    "科技、教育",
    "文化、广电、新闻出版",
    "卫生、体育",
    "人口与计划生育、妇女儿童工作",
    "劳动、人事、监察",
    "公安、安全、司法",
    "民政、扶贫、救灾",
    "民族、宗教",
    "对外事务",
    "港澳台侨工作",
    "国防",
    "其他",
)
"""主题分类 as the portal of the central government divides it; an office may write another."""

ARTICLE_20 = {
    "20_01": "行政法规、规章和规范性文件",
    "20_02": "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "20_03": "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "20_04": "国民经济和社会发展统计信息",
    "20_05": "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "20_06": "实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定",
    "20_07": "财政预算、决算信息",
    "20_08": "行政事业性收费项目及其依据、标准",
    "20_09": "政府集中采购项目的目录、标准及实施情况",
    "20_10": "重大建设项目的批准和实施情况",
    "20_11": "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "20_12": "突发公共事件的应急预案、预警信息及应对情况",
    "20_13": "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "20_14": "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "20_15": "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
}

ARTICLE_21_COUNTY = ("市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助")
ARTICLE_21_TOWNSHIP = (
    "贯彻落实农业农村政策",
    "农田水利工程建设运营",
    "农村土地承包经营权流转",
    "宅基地使用情况审核",
    "土地征收",
    "房屋征收",
    "筹资筹劳",
    "社会救助",
)


def categories_of(level: str) -> dict[str, str]:
    """The statutory categories open to an organ of this level: 第二十条, and the list of 第二十一条 that is its own."""
    own = ARTICLE_21_TOWNSHIP if level == "township" else ARTICLE_21_COUNTY if level in ("city", "county") else ()
    prefix = "21t" if level == "township" else "21c"
    return ARTICLE_20 | {f"{prefix}_{number:02}": name for number, name in enumerate(own, 1)}


def category_name(code: str) -> str:
    """第二十条第（七）项 with its words; a category of 第二十一条 by its words alone."""
    if code in ARTICLE_20:
        return ARTICLE_20[code]
    own = ARTICLE_21_TOWNSHIP if code.startswith("21t") else ARTICLE_21_COUNTY
    return own[int(code.rpartition("_")[2]) - 1]
