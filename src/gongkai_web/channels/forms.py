"""The shape of what is typed about channels; what may be is decided by the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.channels.counts import read_count, said_count
from gongkai_web.channels.entries import Entry
from gongkai_web.channels.kinds import OWN, Precision
from gongkai_web.channels.models import Channel, Record
from gongkai_web.files.kinds import KINDS
from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item

ROWS, MORE, MOST = 5, 5, 50
PICTURES = ",".join(f".{suffix}" for kind in KINDS.values() if kind.family == "pictures" for suffix in kind.suffixes)


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class CountField(forms.CharField):
    """Cleans to (number, whether it is approximate)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("次数"), max_length=12, initial="1", required=False, **options)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> tuple[int, bool]:
        count = read_count(super().clean(value) or "1")
        if count is None:
            raise forms.ValidationError(_("请写数字，例如 1；约数写 100余"))
        return count

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Nothing written is one."""
        return (data or "1") != (initial or "1")


class ChannelForm(Form):
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("请选择")), *((one.value, one.label) for one in OWN)])
    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("公众号、公示栏等的名称，例如“白云发布”“乡政府门口公示栏”")
    )
    address = forms.CharField(
        label=_("网址或地点"), max_length=300, required=False, help_text=_("网站写网址，公示栏、电子屏写地点，可以不填")
    )
    since = day_field(label=_("从哪天起使用"), required=False, help_text=_("不知道的可以不填"))
    until = day_field(label=_("使用到哪天"), required=False, help_text=_("停用时填最后一天；以前的记录不受影响"))


class RowForm(Form):
    """One line of several. An untouched line is no line."""

    on = day_field(label=_("日期"))
    channel = forms.ModelChoiceField(label=_("渠道"), queryset=None, empty_label=_("请选择"))
    title = forms.CharField(label=_("名称"), max_length=200)
    address = forms.CharField(label=_("网址或地点"), max_length=500, required=False)
    count = CountField()

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = organ.channels.all()  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        given = dict(self.cleaned_data)
        count, approximate = given.pop("count")
        return Entry(count=count, approximate=approximate, **given)


class RecordForm(RowForm):
    """One record with everything that can be said of it."""

    precision = forms.ChoiceField(
        label=_("日期准确到"), choices=Precision.choices, help_text=_("以前的记录只知道年或月的，选“只到年”“只到月”")
    )
    unit = forms.ModelChoiceField(label=_("站所（科室）"), queryset=None, required=False, empty_label=_("不分站所"))
    drafted_by = forms.CharField(label=_("拟稿人"), max_length=40, required=False)
    reviewed_by = forms.CharField(label=_("审稿人"), max_length=40, required=False)
    released_by = forms.CharField(
        label=_("发布人"), max_length=40, required=False, help_text=_("公众号等新媒体要标明拟稿人、审稿人、发布人")
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    field_order = ("on", "precision", "channel", "title", "address", "count", "unit")

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, organ=organ, **kwargs)
        self.fields["unit"].queryset = organ.units.all()  # type: ignore[attr-defined]
        self.fields["count"].help_text = _("约数写 100余")


class PhotoForm(Form):
    photo = forms.FileField(
        label=_("照片"),
        required=False,
        help_text=_("公示栏、电子屏可以附一张照片（JPG 或 PNG）"),
        widget=forms.ClearableFileInput(attrs={"accept": PICTURES}),
    )


class PlaceForm(Form):
    """On the page of an item: its title is known."""

    channel = forms.ModelChoiceField(label=_("渠道"), queryset=None, empty_label=_("请选择"))
    on = day_field(label=_("日期"))
    address = forms.CharField(label=_("网址或地点"), max_length=500, required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, prefix="place", **kwargs)
        self.fields["channel"].queryset = organ.channels.all()  # type: ignore[attr-defined]

    def entry(self, item: Item, title: str, names: dict[str, str]) -> Entry:
        channel: Channel = self.cleaned_data["channel"]
        return Entry(item=item, title=title, **self.cleaned_data, **(names if channel.is_new_media else {}))


class UploadForm(Form):
    file = forms.FileField(
        label=_("表格文件"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"})
    )
    channel = forms.ModelChoiceField(
        label=_("这份表属于哪个渠道"),
        queryset=None,
        required=False,
        empty_label=_("表里有“渠道”一列"),
        help_text=_("例如从公众号后台导出的表，没有“渠道”一列"),
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = organ.channels.all()  # type: ignore[attr-defined]


class ReasonForm(Form):
    reason = forms.CharField(label=_("划去的原因"), max_length=200, help_text=_("例如“与上一条重复”；划去后仍可查到"))


def initial_of(record: Record) -> dict[str, Any]:
    """What the form shows of a record."""
    names = (
        "on",
        "precision",
        "channel",
        "title",
        "address",
        "unit",
        "drafted_by",
        "reviewed_by",
        "released_by",
        "note",
    )
    return {name: getattr(record, name) for name in names} | {"count": said_count(record.count, record.approximate)}


def fresh(day: date) -> dict[str, Any]:
    return {"on": day, "precision": Precision.DAY.value, "count": "1"}
