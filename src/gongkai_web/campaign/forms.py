"""The shape of what is typed; what may be is decided by the services."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai_web.campaign.opening import Days
from gongkai_web.channels.forms import day_field
from gongkai_web.frame.forms import Form

_WANTED = "一行一种，例如“签字盖章扫描件”；没有的留空"


class WantedForm(Form):
    wanted = forms.CharField(
        label="报送时附什么", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_WANTED
    )
    note = forms.CharField(
        label="要求和说明", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="报送机关会看到"
    )

    def given(self) -> dict[str, Any]:
        return {"wanted": self.cleaned_data["wanted"].splitlines(), "note": self.cleaned_data["note"]}


class OpenForm(WantedForm):
    year = forms.IntegerField(label="统计年度", min_value=2000, max_value=2100)
    submit_by = day_field(label="部门、乡镇报送的最后一天", help_text="法定是次年1月31日，可以更早")
    publish_by = day_field(label="部门、乡镇公布的最后一天", help_text="法定是次年1月31日，可以更早")
    government_submit_by = day_field(label="政府年报定稿的最后一天", help_text="县级以上人民政府，法定是次年3月31日")
    government_publish_by = day_field(label="政府年报公布的最后一天", help_text="县级以上人民政府，法定是次年3月31日")
    field_order = ("year", "submit_by", "publish_by", "government_submit_by", "government_publish_by")

    def days(self) -> Days:
        return Days(**{name: self.cleaned_data[name] for name in self.field_order if name != "year"})


class DaysForm(Form):
    submit_by = day_field(label="报送的最后一天")
    publish_by = day_field(label="公布的最后一天")


class ReasonForm(Form):
    reason = forms.CharField(label="为什么不用报送", max_length=200)


class RemarkForm(Form):
    text = forms.CharField(label="意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    quote = forms.CharField(
        label="针对哪一句",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="从下面的报告里复制一句贴进来；针对表格的，点表里的数；针对全篇的留空",
    )


class ReturnForm(Form):
    answer_by = day_field(label="改好再报的最后一天")
    words = forms.CharField(label="总的意见", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class AcceptForm(Form):
    reason = forms.CharField(
        label="怎样核对的，为什么确实是它的年报",
        max_length=300,
        required=False,
        help_text="例如“6月3日打登记电话问过张科长，机关名称是排版时抄错的”；只有收报机关看得到",
    )
    words = forms.CharField(label="对报送机关说的话", max_length=1000, required=False)

    def __init__(self, *given: Any, grave: bool = True, **other: Any) -> None:
        """`grave`: it looks like another organ's, and so the reason is asked for."""
        super().__init__(*given, **other)
        if not grave:
            del self.fields["reason"]


class PublishedForm(Form):
    on = day_field(label="公布的日期")
    url = forms.CharField(label="网址", max_length=500)


class SubmitForm(Form):
    """One file for each thing wanted, and another one if there is any."""

    note = forms.CharField(label="附言", max_length=500, required=False)
    other = forms.FileField(label="其他附件", required=False)

    def __init__(self, *args: Any, wanted: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        for at, what in enumerate(wanted):
            self.fields[f"file_{at}"] = forms.FileField(label=what)
        self.order_fields([*(f"file_{at}" for at in range(len(wanted))), "other", "note"])

    def given_files(self) -> list[tuple[str, Any]]:
        found = [(what, self.cleaned_data[f"file_{at}"]) for at, what in enumerate(self.wanted)]
        return found + ([("", self.cleaned_data["other"])] if self.cleaned_data["other"] else [])
