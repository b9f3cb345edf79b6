"""The short lists of this part: codes that never change, with the words people read."""

from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.report.forms import FORM_2021

FIRST_YEAR = FORM_2021.first_year
"""Reports of earlier years are on the form of 2019, which no ledger of the platform fills: they are taken in by reading."""


class Ledger(models.TextChoices):
    """What the platform keeps no records of, and the form asks for all the same. The codes are those of the facts."""

    LICENSING = "licensing", "行政许可"
    PENALTIES = "penalties", "行政处罚"
    COMPULSORY = "compulsory_measures", "行政强制"
    CHARGES = "charges", "行政事业性收费"

    @property
    def is_money(self) -> bool:
        return self is Ledger.CHARGES

    @property
    def path(self) -> str:
        """The cell of table two that it fills."""
        return f"proactive.{self.value}"

    @property
    def unit(self) -> str:
        return "元" if self.is_money else "件"

    @property
    def what(self) -> str:
        return _WHAT[self]


_WHAT = {
    Ledger.LICENSING: "本年作出的行政许可决定，准予和不予都算，不是许可事项的个数",
    Ledger.PENALTIES: "本年作出的行政处罚决定，公开的和没有公开的都算",
    Ledger.COMPULSORY: "本年作出的行政强制决定，公开的和没有公开的都算",
    Ledger.CHARGES: "本年实际收取的金额，以元为单位；信息处理费由本系统按缴费登记计入，不要再填",
}


class DocumentKind(models.TextChoices):
    RULES = "rules", "规章"
    NORMATIVE = "normative_document", "行政规范性文件"


class Ending(models.TextChoices):
    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "失效"
    REPLACED = "replaced", "被取代"


class Work(models.TextChoices):
    """What is done for 监督保障; of 各级人民政府 the results of assessment, evaluation and accountability are reported
    (《条例》第五十条第四项)."""

    GROUP = "group", "领导小组会议"
    TRAINING = "training", "培训"
    INSPECTION = "inspection", "督查检查"
    ASSESSMENT = "assessment", "工作考核"
    EVALUATION = "evaluation", "社会评议"
    ACCOUNTABILITY = "accountability", "责任追究"
    PLATFORM = "platform", "平台、专区建设"

    @property
    def short(self) -> str:
        """Its field in a text: {培训}, {培训人次}."""
        return _SHORT[self]


_SHORT = {
    Work.GROUP: "领导小组会议",
    Work.TRAINING: "培训",
    Work.INSPECTION: "督查",
    Work.ASSESSMENT: "考核",
    Work.EVALUATION: "社会评议",
    Work.ACCOUNTABILITY: "责任追究",
    Work.PLATFORM: "平台建设",
}


def years_until(day: date) -> list[int]:
    """The years a report can be counted of, the newest first; of this year as far as it has gone."""
    return list(range(day.year, FIRST_YEAR - 1, -1))
