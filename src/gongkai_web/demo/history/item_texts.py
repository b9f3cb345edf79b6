"""What an office publishes every year, and some of what it publishes besides; {year} and {before} are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai_web.demo.texts import Text, table


@dataclass(frozen=True, slots=True)
class Yearly:
    """A text and the month in which it is published."""

    month: int
    text: Text


YEARLY = (
    Yearly(
        2,
        Text(
            "budgets",
            "report",
            "{full}{year}年度部门预算",
            "<p>现将本机关{year}年度部门预算公开如下（单位：万元）。</p>"
            + table(
                ("项目", "{before}年预算", "{year}年预算", "增减"),
                ("一般公共服务支出", "318.40", "306.10", "-12.30"),
                ("专项业务支出", "142.00", "150.50", "8.50"),
                ("合计", "460.40", "456.60", "-3.80"),
            ),
            ("20_07",),
            0,
            subject="财政",
            keywords="预算,部门预算",
        ),
    ),
    Yearly(
        6,
        Text(
            "about",
            "other",
            "{short}机构职能和联系方式（{year}年更新）",
            "<p>{full}依法履行职责。办公时间：工作日上午8:30—12:00，下午14:30—17:30。内设机构和分工如有变化，在本页更新。</p>",
            ("20_02",),
            0,
            keywords="机构职能,办公时间",
        ),
    ),
)
TEXTS = (
    Yearly(
        4,
        Text(
            "policies",
            "notice",
            "{full}关于做好{year}年政务公开工作的通知",
            "<p>各科室、站所：</p><p>请对照目录，按月核对应公开的信息；信息形成后二十个工作日内公开，先审查、后公开。</p>",
            ("20_01",),
            0,
            numbered=True,
            keywords="政务公开,目录",
        ),
    ),
    Yearly(
        9,
        Text(
            "inspections",
            "report",
            "{short}{year}年“双随机、一公开”抽查结果",
            "<p>本年抽查检查对象20户，发现问题3户，已责令改正，均按期整改完毕。</p>",
            ("20_13",),
            0,
            subject="安全生产",
            keywords="双随机,抽查",
        ),
    ),
    Yearly(
        8,
        Text(
            "services",
            "guide",
            "{short}政务服务事项办事指南（{year}年版）",
            "<p>一、申请条件：见各事项说明。</p><p>二、申请材料：身份证明、申请表。</p><p>三、办理期限：承诺五个工作日。</p>",
            ("20_05",),
            0,
            keywords="办事指南",
        ),
    ),
)
