"""What the invented townships publish: titles and texts as an office writes them, with {short} and {full} for its name.

Every name, number and place is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """`age` counts the days since it was made; `numbered` gives it a document number; `valid_years` an expiry."""

    column: str
    genre: str
    title: str
    body: str
    categories: tuple[str, ...]
    age: int
    subject: str = "综合政务"
    summary: str = ""
    numbered: bool = False
    normative: str = ""
    valid_years: int = 0
    publicity_days: int = 0
    keywords: str = ""
    rows: tuple[str, ...] = field(default=())


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    line = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{line}</tr></thead><tbody>{body}</tbody></table>"


WRITTEN = 2026
"""The year these texts were written in, and speak of."""
TEXTS = (
    Text(
        "about",
        "other",
        "{short}机构职能、内设机构和联系方式",
        "<p>{full}是一级人民政府，依法行使本行政区域内经济社会管理职能。</p>"
        + table(
            ("内设机构", "主要职责", "负责人"),
            ("党政办公室", "综合协调、文电、政务公开、档案", "见领导分工"),
            ("经济发展办公室", "农业农村、项目、统计、财政", "见领导分工"),
            ("社会事务办公室", "民政、社会保障、卫生健康、教育", "见领导分工"),
        )
        + "<p>办公时间：工作日上午8:30—12:00，下午14:30—18:00。</p>",
        ("20_02",),
        300,
        keywords="机构职能,内设机构,办公时间",
    ),
    Text(
        "policies",
        "notice",
        "{full}关于印发《村级公益事业建设一事一议筹资筹劳管理办法》的通知",
        "<p>各村民委员会，各站所：</p><p>《村级公益事业建设一事一议筹资筹劳管理办法》已经乡（镇）长办公会议研究同意，现印发给你们，请认真贯彻执行。</p>"
        "<h3>第一章　总则</h3><p>第一条　为规范筹资筹劳行为，维护农民合法权益，根据有关法律、法规和国家有关规定，制定本办法。</p>"
        "<p>第二条　筹资筹劳应当遵循村民自愿、直接受益、量力而行、民主决策、合理限额的原则。</p>"
        "<h3>第二章　程序</h3><p>第三条　需要村民出资出劳的项目，应当提交村民会议讨论，或者由村民会议授权村民代表会议讨论。</p>"
        "<p>第四条　筹资筹劳的范围、数额和使用情况应当张榜公布，接受村民监督。</p><p>本办法自公布之日起施行，有效期五年。</p>",
        ("20_01", "21t_07"),
        260,
        subject="农业农村",
        summary="规定村级公益事业一事一议筹资筹劳的原则、程序和公布要求。",
        numbered=True,
        normative="document",
        valid_years=5,
        keywords="一事一议,筹资筹劳,村级公益",
    ),
    Text(
        "interpretations",
        "interpretation",
        "《村级公益事业建设一事一议筹资筹劳管理办法》解读",
        "<p><strong>一、为什么制定这个办法？</strong></p><p>为把筹资筹劳的范围、程序和监督说清楚，让村民知道哪些事可以议、怎么议、议了怎么办。</p>"
        "<p><strong>二、筹资筹劳要经过谁同意？</strong></p><p>由村民会议讨论决定，或者由村民会议授权的村民代表会议讨论决定。</p>",
        ("20_01",),
        259,
        subject="农业农村",
        keywords="解读,一事一议",
    ),
    Text(
        "budgets",
        "report",
        "{full}2026年度部门预算",
        "<p>现将本机关2026年度部门预算公开如下（单位：万元）。</p>"
        + table(
            ("项目", "2025年预算", "2026年预算", "增减"),
            ("一般公共服务支出", "412.60", "398.25", "-14.35"),
            ("农林水支出", "286.00", "301.40", "15.40"),
            ("社会保障和就业支出", "95.12", "97.80", "2.68"),
            ("合计", "793.72", "797.45", "3.73"),
        ),
        ("20_07",),
        270,
        subject="财政",
        keywords="预算,部门预算",
    ),
    Text(
        "livelihood",
        "publicity",
        "{short}2026年第四季度最低生活保障对象公示",
        "<p>根据有关规定，经本人申请、村级评议、入户核查，现将拟新增最低生活保障对象公示如下。公示期内有异议的，请向民政所反映。</p>"
        + table(
            ("序号", "村", "姓名", "保障人口", "拟保障类别"),
            ("1", "上河村", "周某某", "2", "C 类"),
            ("2", "石桥村", "吴某某", "1", "B 类"),
            ("3", "石桥村", "郑某某", "3", "C 类"),
        ),
        ("20_11", "21t_08"),
        6,
        subject="社会救助",
        publicity_days=14,
        keywords="最低生活保障,低保,公示",
    ),
    Text(
        "livelihood",
        "notice",
        "关于做好2026年耕地地力保护补贴发放工作的通知",
        "<p>各村民委员会：</p><p>为落实强农惠农政策，现就补贴面积核实、公示和发放有关事项通知如下。</p>"
        "<ol><li>10月20日前完成面积核实；</li><li>10月31日前在村务公开栏公示不少于七日；</li><li>11月底前通过“一卡通”发放到户。</li></ol>",
        ("20_11", "21t_01"),
        40,
        subject="农业农村",
        numbered=True,
        keywords="耕地地力保护补贴,涉农补贴",
    ),
    Text(
        "emergencies",
        "notice",
        "关于进一步做好秋冬季森林草原防灭火工作的通知",
        "<p>各村民委员会，各有关单位：</p><p>当前天干物燥，火险等级持续偏高。为切实保障人民群众生命财产安全，现将有关事项通知如下。</p>"
        "<p>一、压实责任。落实包保责任，明确护林员巡护路段。</p><p>二、管住火源。严禁在防火区内烧荒、上坟烧纸、燃放烟花爆竹。</p>"
        "<p>三、加强值守。实行二十四小时值班和领导带班制度。</p>",
        ("20_12",),
        12,
        subject="应急管理",
        numbered=True,
        keywords="森林防火,应急",
    ),
    Text(
        "projects",
        "announcement",
        "石桥村至上河村道路硬化工程竣工验收情况",
        "<p>石桥村至上河村道路硬化工程全长3.2公里，路面宽4.5米，于2026年4月开工，9月完工，10月通过竣工验收。</p>"
        + table(
            ("指标", "批复", "完成"),
            ("长度（公里）", "3.2", "3.2"),
            ("投资（万元）", "186.00", "181.37"),
            ("工期（月）", "6", "6"),
        ),
        ("20_10",),
        25,
        subject="城乡建设",
        keywords="道路硬化,竣工验收,项目",
    ),
    Text(
        "inspections",
        "report",
        "{short}2026年第三季度安全生产检查情况",
        "<p>第三季度共检查生产经营单位38家（次），发现隐患61处，已整改59处，其余2处正在整改，整改期限为11月30日。</p>",
        ("20_13",),
        33,
        subject="安全生产",
        keywords="安全生产,隐患",
    ),
    Text(
        "services",
        "guide",
        "农村宅基地和农房建设联审联办办事指南",
        "<p>一、申请条件：符合一户一宅规定，使用本村集体土地建房。</p><p>二、申请材料：《农村宅基地和建房（规划许可）申请表》、身份证明、户口簿。</p>"
        "<p>三、办理流程：村民申请、村级审查、乡镇联审、现场勘验、批准发证、竣工验收。</p><p>四、收费：不收费。</p>",
        ("20_05", "21t_04"),
        120,
        subject="城乡建设",
        keywords="宅基地,建房,办事指南",
    ),
    Text(
        "statistics",
        "statistics",
        "{short}2025年国民经济和社会发展统计公报",
        "<p>2025年，全乡（镇）粮食总产量1.86万吨，比上年增长2.1%；农村居民人均可支配收入18960元，比上年增长6.4%。</p>",
        ("20_04",),
        210,
        subject="统计",
        keywords="统计公报",
    ),
    Text(
        "news",
        "news",
        "{short}召开政务公开工作推进会",
        "<p>11月12日，{short}召开政务公开工作推进会，通报前三季度信息发布情况，安排目录梳理、空白事项补缺和年度报告准备工作。</p>",
        ("20_15",),
        8,
        keywords="政务公开",
    ),
    Text(
        "rules",
        "notice",
        "{full}政府信息公开保密审查制度",
        "<p>第一条　公开政府信息应当坚持先审查、后公开，一事一审，逐项审查。</p><p>第二条　起草人不得担任同一信息的保密审查员。</p>"
        "<p>第三条　不能确定是否可以公开的，报有关主管部门或者保密行政管理部门确定。</p>",
        ("20_01",),
        240,
        keywords="保密审查,制度",
    ),
)
