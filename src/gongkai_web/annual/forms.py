"""The shape of what is typed; what may be is decided by the services."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from gongkai_web.annual.figures import DocumentEntry, Entry
from gongkai_web.annual.kinds import DocumentKind, Ending, Ledger, Work
from gongkai_web.annual.models import Figure, OtherDocument, Report, WorkRecord
from gongkai_web.annual.work import WorkEntry
from gongkai_web.channels.forms import day_field
from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.typed import typed_number


class AmountField(forms.CharField):
    """A number of things or yuan; a blank is not 0."""

    def __init__(self, *, money: bool = False, **options: Any) -> None:
        super().__init__(max_length=24, **options)
        self.money = money
        self.widget.attrs["inputmode"] = "decimal" if money else "numeric"

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        number = typed_number(text, money=self.money)
        if number is None or number < 0 or Decimal(number) != Decimal(number).quantize(Decimal("0.01")):
            what = "金额，写到分为止，例如 1250.50" if self.money else "整数，例如 12"
            raise forms.ValidationError(f"{self.label}要填{what}；没有的填 0")
        return Decimal(number)


class FigureForm(Form):
    label = forms.CharField(
        label="事项", max_length=100, help_text="例如“林木采伐许可”；没有的写“本年没有作出”，数填 0"
    )
    amount = AmountField(label="数")
    unit = forms.ModelChoiceField(label="站所（科室）", queryset=None, required=False, empty_label="不分站所")
    source = forms.CharField(
        label="来源", max_length=200, help_text="数据从哪里来，例如“县一体化政务平台办件库，1月5日导出”"
    )
    vouched_by = forms.CharField(label="核实人", max_length=40, help_text="对这个数负责的人的姓名")
    note = forms.CharField(label="备注", max_length=300, required=False)
    evidence = forms.FileField(label="依据的文件", required=False, help_text="截图、导出的表格等，可以不传")

    def __init__(self, *args: Any, ledger: Ledger, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        amount: Any = self.fields["amount"]
        amount.money = ledger.is_money
        amount.label = "金额（元）" if ledger.is_money else "件数"
        amount.help_text = ledger.what
        self.fields["unit"].queryset = organ.units.filter(ended_on=None)  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        given = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        return Entry(ledger=self.ledger, **given)


def initial_of(figure: Figure) -> dict[str, Any]:
    amount = figure.yuan if figure.yuan is not None else figure.count
    kept = {name: getattr(figure, name) for name in ("label", "unit", "source", "vouched_by", "note")}
    return kept | {"amount": f"{amount:f}" if isinstance(amount, Decimal) else str(amount)}


def usual(person: Person) -> dict[str, Any]:
    return {"vouched_by": person.full_name}


class WorkForm(Form):
    kind = forms.ChoiceField(label="种类", choices=Work.choices)
    on = day_field(label="日期")
    title = forms.CharField(label="什么事", max_length=200, help_text="例如“政务公开业务培训”“领导小组第二次会议”")
    people = forms.IntegerField(
        label="人数", min_value=0, max_value=1_000_000, required=False, help_text="没有数过的可以不填"
    )
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="考核、评议的写结果")
    evidence = forms.FileField(label="依据的文件", required=False, help_text="通知、签到表、照片等，可以不传")

    def entry(self) -> WorkEntry:
        given = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        return WorkEntry(kind=Work(given.pop("kind")), **given)


def initial_of_work(kept: WorkRecord) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in ("kind", "on", "title", "people", "note")}


class DocumentForm(Form):
    kind = forms.ChoiceField(label="种类", choices=DocumentKind.choices, initial=DocumentKind.NORMATIVE)
    number = forms.CharField(label="文号", max_length=80)
    title = forms.CharField(label="名称", max_length=200)
    issued_on = day_field(label="成文日期")
    ended_on = day_field(label="失去效力的日期", required=False, help_text="不再有效的第一天；仍然有效的不填")
    ended_by = forms.ChoiceField(label="怎样失去效力", choices=[("", "仍然有效"), *Ending.choices], required=False)
    source = forms.CharField(label="来源", max_length=200, help_text="在哪里能查到，例如“2021年规范性文件清理目录”")
    vouched_by = forms.CharField(label="核实人", max_length=40)
    note = forms.CharField(label="备注", max_length=300, required=False)

    def entry(self) -> DocumentEntry:
        given = dict(self.cleaned_data)
        return DocumentEntry(kind=DocumentKind(given.pop("kind")), **given)


def initial_of_document(document: OtherDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in DocumentForm.base_fields}


class ReasonForm(Form):
    reason = forms.CharField(label="原因", max_length=200)


class TableForm(Form):
    file = forms.FileField(label="表格", help_text="xlsx、xls 或者 csv，一行一个数；最好用下载的空表")


class TextForm(Form):
    opening = forms.CharField(label="引言", widget=forms.Textarea(attrs={"rows": 5}), required=False)
    overall = forms.CharField(label="一、总体情况", widget=forms.Textarea(attrs={"rows": 18}), required=False)
    problems = forms.CharField(
        label="五、存在的主要问题及改进情况",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        help_text="问题和改进都要写",
    )
    other = forms.CharField(label="六、其他需要报告的事项", widget=forms.Textarea(attrs={"rows": 5}), required=False)
    signed_on = day_field(label="成文日期", required=False, help_text="落款的日期，送签以前要填")
    correction_note = forms.CharField(
        label="更正说明",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="改了哪里，为什么；会印在报告的开头",
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["correction_note"]


class WordingForm(Form):
    opening = forms.CharField(label="引言", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    overall = forms.CharField(label="一、总体情况", widget=forms.Textarea(attrs={"rows": 12}), required=False)
    problems = forms.CharField(
        label="五、存在的主要问题及改进情况",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="只写提纲，不要把某一年的问题写进来：每年都一样的文字，上级会退回",
    )
    other = forms.CharField(label="六、其他需要报告的事项", widget=forms.Textarea(attrs={"rows": 4}), required=False)


def initial_of_text(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in TextForm.base_fields}
