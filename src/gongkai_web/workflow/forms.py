"""The shape of a stage as it is typed. What a chain may be is decided by `checking`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.checking import DECIDERS, MOST_DAYS, MOST_PEOPLE
from gongkai_web.workflow.stages import Mode, Stage

ORGAN, OWN_UNIT = "organ", "own_unit"


class StageForm(Form):
    """One stage; `together` puts it beside the one before."""

    key = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(label=_("环节名称"), max_length=20)
    roles = forms.MultipleChoiceField(
        label=_("由谁办理"),
        choices=[(role.value, role.label) for role in DECIDERS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一种岗位")},
    )
    where = forms.ChoiceField(label=_("在哪里任职"))
    mode = forms.ChoiceField(label=_("怎样算通过"), choices=Mode.choices)
    needed = forms.IntegerField(
        label=_("几人同意（选“达到人数”时填）"), required=False, min_value=2, max_value=MOST_PEOPLE
    )
    working_days = forms.IntegerField(
        label=_("几个工作日内办理（可以不填）"), required=False, min_value=1, max_value=MOST_DAYS
    )
    together = forms.BooleanField(label=_("与上一个环节同时进行"), required=False)
    secrecy = forms.BooleanField(label=_("在这个环节作保密审查（起草人不能办理）"), required=False)
    not_drafter = forms.BooleanField(label=_("起草人不能办理这个环节"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            (ORGAN, _("全机关")),
            (OWN_UNIT, _("限提出的站所（科室）")),
            *((str(unit.pk), unit.name) for unit in units),
        ]

    def stage(self, order: int) -> Stage:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        where, mode = given["where"], Mode(given["mode"])
        return Stage(
            key=given["key"],
            order=order,
            name=given["name"],
            roles=tuple(Role(role) for role in given["roles"]),
            in_unit=where == OWN_UNIT,
            unit_id=None if where in (ORGAN, OWN_UNIT) else int(where),
            mode=mode,
            needed=(given["needed"] or 0) if mode is Mode.NUMBER else 1,
            working_days=given["working_days"],
            secrecy=given["secrecy"],
            not_drafter=given["not_drafter"],
        )


class ChainForm(Form):
    name = forms.CharField(label=_("流程名称"), max_length=40)


def typed_as(stage: Stage, before: Stage | None) -> dict[str, Any]:
    """A stage as the form shows it."""
    where = OWN_UNIT if stage.in_unit else str(stage.unit_id) if stage.unit_id is not None else ORGAN
    return {
        "key": stage.key,
        "name": stage.name,
        "roles": [role.value for role in stage.roles],
        "where": where,
        "mode": stage.mode.value,
        "needed": stage.needed if stage.mode is Mode.NUMBER else None,
        "working_days": stage.working_days,
        "together": before is not None and before.order == stage.order,
        "secrecy": stage.secrecy,
        "not_drafter": stage.not_drafter,
    }
