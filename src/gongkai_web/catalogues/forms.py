"""The shape of what is typed about catalogues and duties; what may be is decided by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue import FIELDS, Period, PeriodKind
from gongkai_web.catalogues.coverage import FILL_NAMES
from gongkai_web.catalogues.selectors import Wanted
from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ

NO_UNIT = "none"
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KINDS = (
    (PeriodKind.WORKING_DAYS, _("多少个工作日以内")),
    (PeriodKind.DAYS, _("多少日以内（自然日）")),
    (PeriodKind.HOURS, _("多少小时以内")),
    (PeriodKind.AT_ONCE, _("及时公开（按法定期限计）")),
    (PeriodKind.STANDING, _("长期公开（变更后按法定期限计）")),
    (PeriodKind.YEARLY, _("每年一次")),
    (PeriodKind.QUARTERLY, _("每季度一次")),
    (PeriodKind.MONTHLY, _("每月一次")),
    (PeriodKind.MANUAL, _("不能确定（按法定期限计）")),
)


def _units(organ: Organ) -> Any:
    return organ.units.filter(ended_on__isnull=True)


class FilterForm(Form):
    """Which rows to show; what makes no sense is not asked for."""

    q = forms.CharField(label=_("事项、内容、主体里的字"), required=False, max_length=40)
    unit = forms.ChoiceField(label=_("负责的站所（科室）"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.pk), unit.name) for unit in _units(organ)]
        self.fields["unit"].choices = [("", _("全部")), *units, (NO_UNIT, _("还没有指定"))]  # type: ignore[attr-defined]
        states = [*((str(code), name) for code, name in FILL_NAMES.items()), ("overdue", _("有超期任务"))]
        self.fields["state"].choices = [("", _("全部")), *states]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        unit, state = given.get("unit", ""), given.get("state", "")
        return Wanted(
            unit=int(unit) if unit.isdecimal() else None,
            no_unit=unit == NO_UNIT,
            fill=state if state != "overdue" else "",
            overdue=state == "overdue",
            words="".join(given.get("q", "").split()),
        )

    @property
    def is_set(self) -> bool:
        return any(self.data.get(name) for name in ("q", "unit", "state"))


class AssignForm(Form):
    """Nothing is chosen at first: to take rows away from every unit is said, not left over."""

    to = forms.ChoiceField(label=_("由哪个站所（科室）负责"))
    everything = forms.BooleanField(required=False)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.pk), unit.name) for unit in _units(organ)]
        self.fields["to"].choices = [("", _("请选择")), *units, (NO_UNIT, _("不指定站所"))]  # type: ignore[attr-defined]


class ReasonForm(Form):
    reason = forms.CharField(label=_("为什么没有"), max_length=200, required=False)


class AppliesForm(Form):
    applies = forms.TypedChoiceField(
        label=_("本机关有没有这一事项"),
        choices=((True, _("有，计入覆盖率")), (False, _("没有，不计入"))),
        coerce=lambda value: value in (True, "True"),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("没有的，写明原因"), max_length=200, required=False)


class PeriodForm(Form):
    """What the printed words mean. Only the numbers that belong to the kind are taken."""

    kind = forms.ChoiceField(label=_("怎样计算"), choices=KINDS)
    number = forms.IntegerField(label=_("天数或者小时数"), required=False, min_value=1, max_value=3660)
    after = forms.BooleanField(label=_("从一年、一季度、一月结束后算起"), required=False)
    working = forms.BooleanField(label=_("按工作日算"), required=False)
    month = forms.IntegerField(label=_("几月（每年一次的）"), required=False, min_value=1, max_value=12)
    day = forms.IntegerField(label=_("几日前（每年、每月一次的）"), required=False, min_value=1, max_value=31)

    @staticmethod
    def of(period: Period) -> dict[str, Any]:
        shown = period._asdict()
        return shown | {"kind": period.kind.value, "after": period.is_periodic and period.number is not None}

    def period(self, text: str) -> Period:
        given = self.cleaned_data
        kind = PeriodKind(given["kind"])
        counted = kind in (PeriodKind.WORKING_DAYS, PeriodKind.DAYS, PeriodKind.HOURS)
        periodic = kind in (PeriodKind.YEARLY, PeriodKind.QUARTERLY, PeriodKind.MONTHLY)
        after = periodic and given["after"]
        dated = periodic and not after
        return Period(
            kind=kind,
            number=given["number"] if counted or after else None,
            month=given["month"] if dated and kind is PeriodKind.YEARLY else None,
            day=given["day"] if dated and kind is not PeriodKind.QUARTERLY else None,
            text=text,
            certain=True,
            working=bool(after and given["working"]),
        )


class FileForm(Form):
    file = forms.FileField(label=_("目录文件"), error_messages={"required": _("请选择目录文件")})


class TakeForm(Form):
    """One table of an import."""

    take = forms.BooleanField(label=_("导入这张表"), required=False)
    field = forms.ChoiceField(label=_("领域"), required=False)
    name = forms.CharField(label=_("领域名称（选“其他”时填写）"), max_length=60, required=False)
    valid_from = forms.DateField(label=_("从哪天起施行"), widget=_DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [(field.code, field.name) for field in FIELDS]
        self.fields["field"].choices = [*fields, ("", _("其他"))]  # type: ignore[attr-defined]


class NoteForm(Form):
    about = forms.CharField(
        label=_("完成了什么工作"),
        max_length=200,
        help_text=_("写一句，例如“发放2026年第三季度低保金”。不要写个人信息。"),
    )
    arose_on = forms.DateField(label=_("哪天完成的（信息哪天形成）"), widget=_DATE)


class DropForm(Form):
    reason = forms.CharField(label=_("不用公开的原因"), max_length=300)
