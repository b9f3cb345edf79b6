"""The shape of what is typed about letters; what may be is decided by the services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from gongkai.letters import FIELDS, Field, Kind, Letter
from gongkai.statute import EXEMPTIONS, OUTCOMES, REFUSALS, REPLIES, OrganKind
from gongkai_web.files.kinds import SUFFIXES
from gongkai_web.frame.forms import Form
from gongkai_web.letters.filling import OWN_FIELDS, habits_of
from gongkai_web.letters.kinds import COUNTS, DatedBy, Way
from gongkai_web.letters.masking import hidden_fields
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.offering import offered
from gongkai_web.vault import masks


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    widget = FilesInput


class LetterForm(Form):
    """Its fields follow from the letter: `v_申请人` and so on. Which of them must be filled the library says."""

    def __init__(self, data: Any = None, files: Any = None, *, kind: Letter, letter: OutgoingLetter | None = None):
        super().__init__(data, files, initial=_initial(kind, letter))
        self.kind, self.kept = kind, hidden_fields(letter) if letter else {}
        if letter is None:
            self.fields["about"] = forms.CharField(
                label="关于哪件事",
                max_length=80,
                required=False,
                help_text="登记编号等，列表里显示；不写人名。",
            )
        elif habits_of(letter.organ).dated_by == DatedBy.TYPED:
            self.fields["dated"] = day_field(label="落款日期")
        if len(kind.replies) > 1:
            choices = [("", "请选择"), *((code, REPLIES[code].name) for code in kind.replies)]
            self.fields["reply"] = forms.ChoiceField(label="答复种类", choices=choices)
        if "R37" in kind.replies:
            self.fields["grounds"] = forms.MultipleChoiceField(
                label="不予公开的部分，依据是",
                choices=[(code, f"{one.name}（{one.article}）") for code, one in EXEMPTIONS.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="都不勾选的，表示不予公开的内容不属于政府信息。",
            )
        for name in typed_fields(kind):
            self.fields[f"v_{name}"] = _field(FIELDS[name], kind)
        for name, value in self.kept.items():
            self.fields[f"v_{name}"].help_text = f"原来填的是{masks.name(value)}，遮盖着；不改的不填"
        self.fields["electronic"] = forms.BooleanField(
            label="电子送达",
            required=False,
            help_text="通过互联网送达的勾选，文书里会告知提交行政复议申请书的互联网渠道。",
        )
        offers = _offers(letter)
        if offers:
            self.fields["enclosed"] = forms.MultipleChoiceField(
                label="这件事的材料里可以提供的文件",
                choices=offers,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="勾选的随文书发出。",
            )
        self.fields["files"] = FilesField(
            label="随文书发出的文件",
            required=False,
            help_text="向申请人提供的信息等，可以选几个；发出以前要做保密审查。",
            widget=FilesInput(attrs={"accept": ",".join(f".{one}" for one in SUFFIXES)}),
        )

    def given(self) -> dict[str, Any]:
        """What the services take, without files."""
        clean = self.cleaned_data
        values = {name: clean.get(f"v_{name}") or self.kept.get(name) for name in typed_fields(self.kind)}
        return {
            "values": {name: value for name, value in values.items() if value not in (None, "")},
            "reply": clean.get("reply", ""),
            "grounds": clean.get("grounds") if "grounds" in self.fields else None,
            "electronic": clean["electronic"],
        }


def _offers(letter: OutgoingLetter | None) -> list[tuple[str, str]]:
    """What the case offers and the letter does not have yet."""
    if letter is None:
        return []
    has = set(letter.enclosures.values_list("file", flat=True))
    found = offered(letter.subject_kind, letter.subject_id)
    return [(str(one.file.pk), f"{one.file.name}（{one.said}）") for one in found if one.file.pk not in has]


def typed_fields(kind: Letter) -> list[str]:
    """The fields somebody types, in the order of the letter."""
    return [name for name in kind.fields if name not in OWN_FIELDS and not FIELDS[name].by_law]


def _initial(kind: Letter, letter: OutgoingLetter | None) -> dict[str, Any]:
    if letter is None:
        return {}
    hidden = hidden_fields(letter)
    values = {f"v_{name}": value for name, value in letter.given.items() if name not in hidden}
    own = {"reply": letter.reply, "grounds": letter.grounds or [], "electronic": letter.electronic}
    return {**values, **own, "dated": letter.dated}


def _field(field: Field, kind: Letter) -> forms.Field:
    options: dict[str, Any] = {"label": field.name, "help_text": _hint(field, kind), "required": False}
    if field.kind is Kind.DATE:
        return day_field(**options)
    if field.kind is Kind.NUMBER:
        return forms.CharField(max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)
    if field.kind is Kind.LINES:
        return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": "3"}), **options)
    return forms.CharField(max_length=500, **options)


def _hint(field: Field, kind: Letter) -> str:
    if any(field.name in names for names in kind.one_of):
        others = "、".join(name for names in kind.one_of if field.name in names for name in names if name != field.name)
        return f"{field.hint}。和{others}填其中一项"
    if field.name in kind.ground_fields:
        return f"{field.hint}。所选的理由用得到的才填"
    return f"{field.hint}。可以不填" if field.name in kind.may_be_blank else field.hint


class DispatchForm(Form):
    way = forms.ChoiceField(
        label="怎样发出",
        choices=[(one.value, f"{one.label}（以{COUNTS[one]}为准）") for one in Way],
        widget=forms.RadioSelect,
    )
    on = day_field(label="日期", help_text="邮寄的填交邮之日，当面送达的填签收之日；按这一天计算有没有逾期。")
    tracking = forms.CharField(label="邮件号", max_length=60, required=False)
    postage_paid = forms.BooleanField(
        label="邮资由本机关支付", required=False, help_text="邮寄送达不得由收件人付费，邮寄的要勾选。"
    )
    note = forms.CharField(
        label="备注", max_length=500, required=False, help_text="受委托的机关、代收人、见证人等，可以不填。"
    )


class ServedForm(Form):
    on = day_field(label="日期")
    note = forms.CharField(label="说明", max_length=500, required=False, help_text="签收人，或者退回的原因。")


class VoidForm(Form):
    reason = forms.CharField(label="作废的原因", max_length=300)


class HabitsForm(Form):
    number_pattern = forms.CharField(label="文号的格式", max_length=100)
    mark = forms.CharField(label="机关代字", max_length=20, required=False, help_text="例如“青政”。")
    organ_kind = forms.ChoiceField(
        label="本机关属于",
        choices=[("", "按机构设置判断"), *((one.value, one.label) for one in OrganKind)],
        required=False,
        help_text="决定由谁复议、哪一级法院管辖。",
    )
    reviewer = forms.CharField(
        label="行政复议机关", max_length=100, required=False, help_text="写全称；申请人可以选择的，写“甲或者乙”。"
    )
    court = forms.CharField(label="管辖法院", max_length=100, required=False, help_text="写全称。")
    website = forms.URLField(
        label="网上提交行政复议申请书的网址",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="电子送达的文书里要写（《行政复议法》第二十二条第二款）。",
    )
    contact = forms.CharField(
        label="联系人", max_length=60, required=False, help_text="不填的，用指南里的工作机构名称。"
    )
    phone = forms.CharField(label="联系电话", max_length=60, required=False, help_text="不填的，用指南里的电话。")
    fee_ways = forms.CharField(
        label="信息处理费的缴纳方式",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="写进收费通知书：收缴窗口、缴款网址、收款账户等。每一笔的缴款码在起草时填写。",
    )
    dated_by = forms.ChoiceField(
        label="落款日期",
        choices=DatedBy.choices,
        initial=DatedBy.SIGNING,
        widget=forms.RadioSelect,
        help_text="起草时写定的，审核拖到第二天就要改落款日期、重新送审。",
    )
    untold = forms.MultipleChoiceField(
        label="不写复议、诉讼告知的答复",
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一般都要写；上级或者法院另有要求的才勾选。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {reply.outcome: reply.name for reply in reversed(list(REPLIES.values()))}
        told = [(one, names[one]) for one in OUTCOMES if one not in REFUSALS and one != "partial"]
        self.fields["untold"].choices = told  # type: ignore[attr-defined]
