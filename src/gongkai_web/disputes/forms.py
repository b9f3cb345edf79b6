"""The shape of what is typed about disputes; what may be is decided by the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms

from gongkai.statute import Track, endings_of, regime_on
from gongkai_web.disputes.kinds import COUNTED, KINDS, STEPS, TRACKS, Against, Proof, Role
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.services import Filing, Given
from gongkai_web.frame.forms import Form
from gongkai_web.letters.forms import FilesField
from gongkai_web.organs.models import Organ
from gongkai_web.requests.forms import choice, day_field, text
from gongkai_web.requests.models import Request


class FilingForm(Form):
    """What the papers say. `earlier`: the reconsideration that a suit follows, where it is in the platform."""

    kind = forms.ChoiceField(label="是哪一种", choices=KINDS, widget=forms.RadioSelect)
    after_reconsideration = forms.BooleanField(
        label="复议后起诉", required=False, help_text="原告先申请过行政复议的勾选；年报分开统计"
    )
    earlier = forms.ModelChoiceField(
        label="先前的行政复议", queryset=Dispute.objects.none(), required=False, empty_label="不在本平台，或者没有"
    )
    role = forms.ChoiceField(
        label="本机关的地位",
        choices=Role.choices,
        initial=Role.RESPONDENT,
        help_text="复议机关作共同被告的案件，只计入作出答复的机关，不重复统计",
    )
    against = forms.ChoiceField(label="针对什么", choices=Against.choices)
    about = text("为了什么", 300, required=False, hint="例如“要求公开某项目的预算”；从申请登记的，不填就用信息名称")
    filer = text("申请人、原告", 100, required=False, hint="加密保存，页面上遮盖。就是申请公开的人的，不填")
    filer_is_person = forms.BooleanField(label="申请人、原告是自然人", required=False, initial=True)
    contact = text("联系方式", 200, required=False, hint="加密保存")
    body = text("行政复议机关、人民法院", 100, hint="写全称")
    file_number = text("案号", 100, required=False, hint="通知书、传票上的，例如“青政复〔2026〕18号”")
    filed_on = day_field("申请、起诉的日期", help_text="申请书、起诉状上的日期，或者受理通知写的日期；年报按它统计")
    received_on = day_field(
        "收到副本的日期", required=False, help_text="答复期限从这一天的次日起算。还没有收到的不填，收到以后更正"
    )
    track = forms.ChoiceField(
        label="程序", choices=TRACKS, initial=Track.ORDINARY, help_text="看答复通知书、应诉通知书；没有写的是普通程序"
    )
    note = text("备注", 500, required=False, hint="不写人名")

    def __init__(self, *args: Any, organ: Organ, request: Request | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Dispute.objects.filter(organ=organ, kind="reconsideration", struck_reason="")
        found = found.filter(request=request) if request else found
        self.fields["earlier"].queryset = found  # type: ignore[attr-defined]

    def filing(self) -> Filing:
        return Filing(**{name: self.cleaned_data[name] for name in Filing.__dataclass_fields__})


class AmendForm(FilingForm):
    reason = text("为什么改", 200, hint="例如“收到副本”“案号抄错”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["earlier"]
        for name in ("filer", "contact"):
            self.fields[name].help_text = "原来填的遮盖着；不改的不填"

    def filing_for(self, dispute: Dispute) -> Filing:
        """What names people stays as it is where nothing is typed."""
        given = self.filing()
        return replace(given, filer=given.filer or dispute.filer, contact=given.contact or dispute.contact)


def initial_of(dispute: Dispute) -> dict[str, Any]:
    return {name: getattr(dispute, name) for name in Filing.__dataclass_fields__}


class StepForm(Form):
    """The day, what the step needs besides, files, a note."""

    def __init__(self, code: str, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.dispute = code, dispute
        self.fields["on"] = day_field(STEPS[code].day)
        made = _FIELDS.get(code)
        self.fields |= made(dispute) if made else {}
        self.fields["note"] = text("备注", 500, required=False, hint="不写人名")

    def given(self) -> Given:
        said = self.cleaned_data
        names = ("on", "until", "track", "ending", "days", "document_number", "note")
        data = {name: said[name] for name in ("what", "time", "place", "archive_number") if said.get(name)}
        return Given(code=self.code, data=data, **{name: said[name] for name in names if name in said})

    @property
    def papers(self) -> list[Any]:
        return [one for one in self.cleaned_data.get("files") or [] if one]


PAPERS = {"answer": Proof.ANSWER, "evidence": Proof.EVIDENCE, "result": Proof.DECISION, "withdraw": Proof.DECISION}
"""What the files of a step are; of the others they are whatever came."""


def _files(label: str) -> FilesField:
    return FilesField(label=label, required=False, help_text="可以选几个；只有看得到复议诉讼的人能打开")


def _number(hint: str) -> forms.CharField:
    return text("文号", 100, required=False, hint=hint)


def _answer(dispute: Dispute) -> dict[str, forms.Field]:
    what = "答辩状" if dispute.is_suit else "书面答复"
    return {"document_number": _number(f"{what}的文号"), "files": _files(f"{what}和证据的文件")}


def _evidence(dispute: Dispute) -> dict[str, forms.Field]:
    return {"what": text("提交了什么", 200, hint="例如“检索记录 3 页、送达回证”"), "files": _files("文件")}


def _track(dispute: Dispute) -> dict[str, forms.Field]:
    return {"track": choice("转为", TRACKS), "document_number": _number("通知书的文号"), "files": _files("通知书")}


def _limit(dispute: Dispute) -> dict[str, forms.Field]:
    return {
        "until": day_field("指定的最后一天", help_text="法院、复议机关通知里写明的；准许延期提供证据的，写准许的日期"),
        "document_number": _number("通知书的文号"),
        "files": _files("通知书"),
    }


def _hearing(dispute: Dispute) -> dict[str, forms.Field]:
    return {
        "until": day_field("开庭、听证的日期"),
        "time": text("时间", 40, required=False, hint="例如“上午9时”"),
        "place": text("地点", 100, required=False, hint="例如“第三审判庭”"),
        "files": _files("传票、通知书"),
    }


def _result(dispute: Dispute) -> dict[str, forms.Field]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in endings_of(dispute.law):
        groups.setdefault(COUNTED[one.counted], []).append((one.code, f"{one.name}（{one.article}）"))
    choices = [("", "请选择"), *groups.items()]
    hint = "看决定书、判决书的主文。同时有几项的，有一项纠正就选纠正"
    return {
        "ending": forms.ChoiceField(label="结果", choices=choices, help_text=hint),
        "document_number": _number("决定书、判决书、裁定书的文号"),
        "files": _files("决定书、判决书"),
    }


def _withdraw(dispute: Dispute) -> dict[str, forms.Field]:
    return {"document_number": _number("终止决定、裁定书的文号"), "files": _files("决定书、裁定书")}


def _order(dispute: Dispute) -> dict[str, forms.Field]:
    usual = regime_on(dispute.filed_on).ordered_reply_days
    hint = f"决定书、判决书写的期限；没有写的，按 {usual} 个工作日"
    days = forms.IntegerField(label="限几个工作日内重新答复", min_value=1, max_value=200, initial=usual, help_text=hint)
    return {"days": days, "document_number": _number("决定书、判决书的文号")}


def _again(dispute: Dispute) -> dict[str, forms.Field]:
    return {"document_number": _number("新答复书的文号"), "files": _files("新答复书")}


def _close(dispute: Dispute) -> dict[str, forms.Field]:
    return {"archive_number": text("归档号", 60)}


_FIELDS: dict[str, Callable[[Dispute], dict[str, forms.Field]]] = {
    "answer": _answer,
    "evidence": _evidence,
    "track": _track,
    "limit": _limit,
    "hearing": _hearing,
    "result": _result,
    "withdraw": _withdraw,
    "order": _order,
    "replied_again": _again,
    "close": _close,
}


class VoidForm(Form):
    instead_on = day_field(
        "正确的日期", required=False, help_text="只是日期登记错了的，写正确的日期；整条不应当有的，不填"
    )
    reason = text("为什么改", 200)


class StrikeForm(Form):
    reason = text("为什么作废", 200, hint="例如“与另一件登记重复”“不是本机关的案件”")
