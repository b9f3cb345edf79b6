"""The shape of what is typed; what may be is decided by the services."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Kind, Level
from gongkai_web.outside.kinds import LINK_DAYS
from gongkai_web.outside.registering import Given
from gongkai_web.reports.uploads import upload_limits


class OutsiderForm(Form):
    name = forms.CharField(label="机关名称", max_length=100, help_text="写全称")
    kind = forms.ChoiceField(label="性质", choices=Kind.choices, initial=Kind.VERTICAL)
    level = forms.ChoiceField(label="层级", choices=Level.choices, initial=Level.COUNTY)
    code = forms.CharField(label="统一社会信用代码", max_length=40, required=False)
    telephone = forms.CharField(
        label="登记电话", max_length=40, required=False, help_text="核对链接报送时打这个号码，例如 0538-6221234"
    )
    basis = forms.CharField(
        label="登记电话从哪里来",
        max_length=100,
        required=False,
        help_text="例如“县委编办机关通讯录”。报送人自己提供的号码不能用来核对",
    )
    contact = forms.CharField(label="联系人", max_length=40, required=False)

    def given(self) -> Given:
        return Given(**self.cleaned_data)


class LinkForm(Form):
    days = forms.TypedChoiceField(
        label="有效期", choices=[(days, f"{days} 天") for days in LINK_DAYS], coerce=int, initial=7
    )


class TellerForm(Form):
    """Kept before the file is read, so that a broken file costs nobody what was typed."""

    teller = forms.CharField(label="填报人姓名", max_length=40)
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="可以不写"
    )

    def __init__(self, *args: Any, by_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_office:
            self.fields["teller"].label = "经手人姓名"
            self.fields["note"].help_text = "写文件是怎样收到的，例如“1月12日公文送达，光盘一张”"


class FileForm(TellerForm):
    file = forms.FileField(label="年报文件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = upload_limits()
        self.fields["file"].widget.attrs["accept"] = limits["accept"]
        self.fields["file"].help_text = f"Word、PDF、表格、填报工作簿，不超过 {limits['most_megabytes']} MB"
        self.order_fields(["file", "teller", "note"])


class ConfirmForm(Form):
    code = forms.CharField(
        label="对方念的六位确认码",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    spoken_to = forms.CharField(label="接电话的是谁", max_length=40, help_text="姓名和职务")


class DeniedForm(Form):
    spoken_to = forms.CharField(label="接电话的是谁", max_length=40, help_text="姓名和职务")


class PackageForm(Form):
    file = forms.FileField(label="全县年报交换包", widget=forms.FileInput(attrs={"accept": ".zip"}))
    add = forms.BooleanField(
        label="没有列入的机关，登记为平台外机关并列入", required=False, help_text="没有登记电话的，以后再补"
    )
