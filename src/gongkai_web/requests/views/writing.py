"""The letter of a step: its fields as far as the request knows them, typed on, drafted; the step waits for the dispatch."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai.letters import FIELDS, Field, Kind, Letter
from gongkai.letters import letter as kind_of
from gongkai.procedure.steps import NEXT_STEPS
from gongkai_web.frame.forms import Form
from gongkai_web.letters.filling import OWN_FIELDS
from gongkai_web.requests.forms import day_field, text
from gongkai_web.requests.merging import letter_code, values_for
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import write_letter
from gongkai_web.requests.stepping import StepForm, step_of
from gongkai_web.requests.views.common import asked_again, handled_case, version_of
from gongkai_web.vault.services import reveal


class FieldsForm(Form):
    """The fields of one letter that somebody types; which of them must be there the letter itself says."""

    def __init__(self, kind: Letter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in kind.fields:
            if name not in OWN_FIELDS and not FIELDS[name].by_law:
                self.fields[f"v_{name}"] = _field(FIELDS[name], name in kind.may_be_blank)
        self.fields["electronic"] = forms.BooleanField(
            label="电子送达", required=False, help_text="通过互联网送达的勾选，文书里会告知网上申请复议的渠道"
        )

    def values(self) -> dict[str, Any]:
        given = {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("v_")}
        return {name: value for name, value in given.items() if value not in (None, "")}


def _field(field: Field, may_be_blank: bool) -> forms.Field:
    hint = f"{field.hint}。用得到才填" if may_be_blank else field.hint
    if field.kind is Kind.DATE:
        return day_field(field.name, required=False, help_text=hint)
    rows = 3 if field.kind is Kind.LINES else 0
    return text(field.name, 20_000 if rows else 500, rows=rows, required=False, hint=hint)


@require_POST
@never_cache
@login_required
def letter(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """Comes from the step's page with what was given there, and sends it along."""
    case, person = handled_case(request, code, pk)
    form = StepForm(step, case, request.POST) if step in NEXT_STEPS and step != "confirm" else None
    if form is None:
        raise Http404
    if not form.is_valid():
        return redirect("request_step", code, pk, step)
    kind = _kind(case, form)
    written = "write" in request.POST
    fields = FieldsForm(kind, request.POST if written else None, initial={} if written else _known(case, form, kind))
    error: GongkaiError | None = None
    if written and fields.is_valid():
        try:
            _write(request, case, person, form, fields)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "文书已起草。审核通过、发出以后，这一步按发出的日期自动登记")
            return redirect("request", code, pk)
    else:
        reveal(
            actor=person, what="文书里的申请人", reason="起草文书", organ=case.organ.code, target=f"request:{case.pk}"
        )
    shown = {"form": fields, "kept": _kept(request, form), "kind": kind, "step": NEXT_STEPS[step], "error": error}
    return asked_again(request, "requests/letter.html", case, preview=None if written else True, **shown)


def _kind(case: Request, form: StepForm) -> Letter:
    code = letter_code(case, form.code, form.cleaned_data)
    if code is None:
        raise Http404
    return kind_of(code)


def _known(case: Request, form: StepForm, kind: Letter) -> dict[str, Any]:
    try:
        known = values_for(case, step_of(form.code, case, form.cleaned_data), form.cleaned_data, kind)
    except GongkaiError:
        return {}
    return {f"v_{name}": value for name, value in known.items()}


def _write(request: HttpRequest, case: Request, person: Any, form: StepForm, fields: FieldsForm) -> None:
    write_letter(
        by=person,
        request=case,
        version=version_of(request),
        step=form.code,
        given=form.cleaned_data,
        values=fields.values(),
        electronic=fields.cleaned_data["electronic"],
        now=timezone.now(),
    )


def _kept(request: HttpRequest, form: StepForm) -> list[tuple[str, str]]:
    """What the step's form gave, to travel along."""
    return [(name, value) for name in form.fields for value in request.POST.getlist(name)]
