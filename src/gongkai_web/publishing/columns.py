"""栏目: the four columns every platform has (国办公开办函〔2019〕61号), and how 法定主动公开内容 is grouped at first."""

from __future__ import annotations

GUIDE, RULES, CONTENT, REPORTS = "guide", "rules", "content", "reports"
TOP = {
    GUIDE: "政府信息公开指南",
    RULES: "政府信息公开制度",
    CONTENT: "法定主动公开内容",
    REPORTS: "政府信息公开年报",
}

SHIPPED = (
    # code, parent, name, type of the column on the page, categories of 第二十条 offered first
    ("about", CONTENT, "机构概况", "概况信息", ("20_02",)),
    ("policies", CONTENT, "政策文件", "政策文件", ("20_01",)),
    ("interpretations", CONTENT, "政策解读", "政策解读", ("20_01",)),
    ("plans", CONTENT, "规划计划", "规划计划", ("20_03",)),
    ("statistics", CONTENT, "统计信息", "统计数据", ("20_04",)),
    ("services", CONTENT, "行政许可和管理服务", "办事服务", ("20_05",)),
    ("penalties", CONTENT, "行政处罚和行政强制", "行政执法", ("20_06",)),
    ("budgets", CONTENT, "财政预算决算", "财政信息", ("20_07",)),
    ("charges", CONTENT, "行政事业性收费", "收费信息", ("20_08",)),
    ("procurement", CONTENT, "政府集中采购", "采购信息", ("20_09",)),
    ("projects", CONTENT, "重大建设项目", "项目信息", ("20_10",)),
    ("livelihood", CONTENT, "民生政策及实施", "民生信息", ("20_11",)),
    ("emergencies", CONTENT, "应急管理", "应急信息", ("20_12",)),
    ("inspections", CONTENT, "监督检查", "监督检查", ("20_13",)),
    ("recruitment", CONTENT, "公务员招考", "人事信息", ("20_14",)),
    ("notices", CONTENT, "通知公告和公示", "通知公告", ("20_15",)),
    ("news", CONTENT, "工作动态", "工作动态", ("20_15",)),
    ("other", CONTENT, "其他法定信息", "其他", ("20_15",)),
    ("rules", RULES, "公开制度", "政策文件", ("20_01",)),
    ("reports", REPORTS, "政府信息公开年报", "年度报告", ("20_15",)),
)
