"""设置 · 栏目, and the chain that each column's items go through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.columns import TOP
from gongkai_web.publishing.forms.settings import ColumnForm, RenameForm
from gongkai_web.publishing.models import Column, ColumnChain
from gongkai_web.publishing.practice import columns_of
from gongkai_web.publishing.setting import add_column, hide_column, move_column, rename_column, set_column_chains
from gongkai_web.publishing.views.settings import configuring
from gongkai_web.workflow.selectors import usable_chains

_SECTION = "settings"


@login_required
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Those every organ has, to be hidden or shown; the organ's own, to be added, named and put in order."""
    person, organ = configuring(request, code)
    if request.method != "POST":
        return _page(request, organ, ColumnForm())
    form = ColumnForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    try:
        add_column(by=person, organ=organ, **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, form, error=error, status=422)
    messages.success(request, _("已加栏目“%(name)s”。") % {"name": form.cleaned_data["name"]})
    return redirect("columns", code=code)


@login_required
def column(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Rename one of the organ's own."""
    person, organ = configuring(request, code)
    found = get_object_or_404(Column, pk=pk, organ=organ)
    if request.method != "POST":
        return _one(request, organ, found, RenameForm(initial={"name": found.name, "description": found.description}))
    form = RenameForm(request.POST)
    if not form.is_valid():
        return _one(request, organ, found, form, status=422)
    try:
        rename_column(by=person, organ=organ, column=found, **form.cleaned_data)
    except GongkaiError as error:
        return _one(request, organ, found, form, error=error, status=422)
    messages.success(request, _("已保存。"))
    return redirect("columns", code=code)


def _act(request: HttpRequest, code: str, pk: int, service: Callable[..., None], said: str, **how: Any) -> HttpResponse:
    person, organ = configuring(request, code)
    found = get_object_or_404(Column, Q(organ=None) | Q(organ=organ), pk=pk)
    try:
        service(by=person, organ=organ, column=found, **how)
    except GongkaiError as error:
        return _page(request, organ, ColumnForm(), error=error, status=422)
    messages.success(request, said % {"name": found.name})
    return redirect("columns", code=code)


@require_POST
@login_required
def hide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, hide_column, _("已隐藏“%(name)s”。需要时按“恢复使用”。"), hidden=True)


@require_POST
@login_required
def show(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, hide_column, _("已恢复使用“%(name)s”。"), hidden=False)


@require_POST
@login_required
def move(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    up = request.POST.get("to") == "up"
    return _act(request, code, pk, move_column, _("已移动“%(name)s”。"), up=up)


@login_required
def chains(request: HttpRequest, code: str) -> HttpResponse:
    """Which chain the items of each column go through."""
    person, organ = configuring(request, code)
    found, offered = list(columns_of(organ)), list(usable_chains(organ))
    if request.method == "POST":
        return _chains_set(request, person, organ, found, {str(one.pk): one for one in offered})
    own = dict(ColumnChain.objects.filter(organ=organ, chain__retired=False).values_list("column_id", "chain_id"))
    rows = [(column, own.get(column.pk)) for column in found]
    shown = {"organ": organ, "office_section": _SECTION, "rows": rows, "chains": offered, "usual": offered[:1]}
    return render(request, "publishing/column_chains.html", shown)


def _chains_set(
    request: HttpRequest, person: Person, organ: Organ, found: list[Column], offered: dict[str, Any]
) -> HttpResponse:
    given = {one: request.POST.get(f"chain_{one.pk}") for one in found}
    chosen = {one: offered.get(key) for one, key in given.items() if key is not None}
    set_column_chains(by=person, organ=organ, chosen=chosen)
    messages.success(request, _("已保存。正在审核的不变，以后提交的按新的流程。"))
    return redirect("column_chains", code=organ.code)


def _page(
    request: HttpRequest, organ: Organ, form: ColumnForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    hidden = set(organ.hidden_columns.values_list("pk", flat=True))
    every = Column.objects.filter(Q(organ=None) | Q(organ=organ))
    shown = {
        "organ": organ,
        "office_section": _SECTION,
        "form": form,
        "error": error,
        "shared": [(one, one.pk in hidden) for one in every if one.organ_id is None],
        "own": [(one, one.pk in hidden) for one in every if one.organ_id is not None],
        "hidden": len(hidden),
        "tops": TOP,
    }
    return render(request, "publishing/columns.html", shown, status=status)


def _one(
    request: HttpRequest,
    organ: Organ,
    column: Column,
    form: RenameForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {"organ": organ, "office_section": _SECTION, "column": column, "form": form, "error": error}
    return render(request, "publishing/column.html", shown, status=status)
