"""What was asked for in two years, and how often. Every name is invented; the year of birth is one of nobody alive."""

from __future__ import annotations

A_YEAR = {"DEMO": 5, "DEMO-ZRJ": 9, "DEMO-JYJ": 4, "DEMO-RSJ": 4, "DEMO-CZJ": 3, "DEMO-MZJ": 3, "DEMO-WJJ": 3}
"""Requests a year, or one more; of other organs see below."""
TOWNSHIP, DEPARTMENT = 1, 2
WAITING = {
    "DEMO": (12,),
    "DEMO-2": (4,),
    "DEMO-6": (16,),
    "DEMO-9": (7,),
    "DEMO-FGJ": (22,),
    "DEMO-JYJ": (10,),
    "DEMO-RSJ": (2,),
    "DEMO-ZRJ": (18, 3),
}
"""What is not answered yet: so many working days ago it came."""

SUBJECTS = {
    "DEMO": (
        "重大项目会议纪要",
        "县城总体规划批复",
        "财政专项资金分配方案",
        "国有土地房屋征收决定",
        "县政府常务会议议题",
    ),
    "DEMO-FGJ": ("项目核准批复", "节能审查意见", "价格成本监审报告", "粮食收储企业名单"),
    "DEMO-JYJ": ("学区划分方案", "民办学校年检结果", "营养餐招标文件", "教师招聘成绩", "校车许可材料"),
    "DEMO-MZJ": ("养老机构备案信息", "社会组织年检结论", "低保审核确认材料", "地名命名批复"),
    "DEMO-CZJ": ("政府采购合同", "部门预算批复", "专项债券资金使用情况", "惠农补贴拨付明细"),
    "DEMO-RSJ": ("工伤认定材料", "公益性岗位招聘结果", "劳动保障监察处理决定", "职业培训补贴明细", "社保稽核报告"),
    "DEMO-ZRJ": (
        "征地批复文件",
        "勘测定界图",
        "补偿安置方案",
        "建设用地规划许可证",
        "不动产登记档案",
        "采矿权审批材料",
    ),
    "DEMO-WJJ": ("医疗机构校验结果", "疫苗接种点设置", "职业病危害检查记录", "医疗事故处理材料"),
    "": ("宅基地审批材料", "村级财务收支明细", "征地补偿分配方案", "退耕还林补助明细", "河道采砂审批", "危房改造名单"),
}
PEOPLE = (
    *(
        "成家旺",
        "米兰花",
        "贝广生",
        "明秋实",
        "臧小雨",
        "计大为",
        "伏玉珍",
        "谈永年",
        "宋有田",
        "茅一凡",
        "庄秀英",
        "纪长顺",
    ),
    *(
        "舒志坚",
        "屈春燕",
        "项国平",
        "祝小军",
        "董福来",
        "梁满仓",
        "杜鹃红",
        "阮青松",
        "蓝海生",
        "闵桂香",
        "席永胜",
        "季雪梅",
    ),
)
BODIES = (
    ("business", "清源县某农业开发有限公司"),
    ("business", "清源县某建筑工程有限公司"),
    ("research", "某省社会科学院县域治理课题组"),
    ("social_organization", "清源县某环境保护协会"),
    ("legal_service", "某律师事务所"),
    ("other", "清源县某个体工商户"),
)
ENDS = (
    *("R36_2", "R36_4", "R36_2", "R37", "R36_2", "R36_5", "R36_1", "R36_3_16b", "R36_2", "uncorrected", "R39_1"),
    *("R36_2", "R36_3_15", "R36_4", "R36_2", "R36_6", "R38", "R36_2", "R36_7", "withdrawn", "R36_3_16c", "R36_2"),
    *("R36_4", "R36_3_16a", "R36_2", "R_OTHER", "R36_2", "R30b", "R36_3_14c", "R36_2", "R39_2", "R36_5", "R36_3_14b"),
    *("R36_2", "R36_3_14a", "RX", "R36_2", "R35"),
)
"""How they ended, in turn over the whole county, so that every ground there is has been met with at least once."""
