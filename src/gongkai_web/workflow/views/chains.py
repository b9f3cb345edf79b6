"""设置 · 审核流程: the chains of an organ, drawing one up, and bringing back an earlier version."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ
from gongkai_web.workflow import chains as services
from gongkai_web.workflow.checking import faults
from gongkai_web.workflow.drawing import Drawing
from gongkai_web.workflow.errors import ChainError
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.rules import may_edit_chains, may_see_chains
from gongkai_web.workflow.selectors import copyable
from gongkai_web.workflow.shown import chain_page, chains_page
from gongkai_web.workflow.stages import Stage, numbered


@require_safe
@login_required
def chains(request: HttpRequest, code: str) -> HttpResponse:
    organ = _seen(request, code)
    return _chains_page(request, organ)


@login_required
def chain(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One chain: its picture and its versions, and the form for whoever may change it."""
    organ = _seen(request, code)
    chosen = get_object_or_404(Chain, pk=pk, organ=organ)
    units = list(organ.units.filter(ended_on__isnull=True))
    if request.method != "POST":
        return _chain_page(request, organ, chosen, Drawing.of(chosen, units))
    _edited(request, organ)
    act = request.POST.get("act", "")
    if act not in ("save", "preview"):
        return _chain_page(request, organ, chosen, Drawing.moved(request.POST, act, chosen, units))
    drawing = Drawing.from_post(request.POST, chosen, units)
    if not drawing.is_valid():
        return _chain_page(request, organ, chosen, drawing, status=422)
    if act == "preview":
        return _preview(request, organ, chosen, drawing)
    return _save(request, organ, chosen, drawing)


def _preview(request: HttpRequest, organ: Organ, chosen: Chain, drawing: Drawing) -> HttpResponse:
    name, parts = drawing.name.cleaned_data["name"], numbered(drawing.parts())
    wrong = faults(organ, name, parts, chosen.purpose, chosen)
    return _chain_page(request, organ, chosen, drawing, parts=parts, preview=True, wrong=wrong)


def _save(request: HttpRequest, organ: Organ, chosen: Chain, drawing: Drawing) -> HttpResponse:
    try:
        services.save_chain(
            by=person_of(request),
            chain=chosen,
            version=_version(request),
            name=drawing.name.cleaned_data["name"],
            stages=drawing.parts(),
            now=timezone.now(),
        )
    except ChainError as error:
        return _chain_page(request, organ, chosen, drawing, error=error, status=422)
    messages.success(request, _("流程已保存，以后提交的都按它走；正在审核的仍按原来的走。"))
    return redirect("chain", code=organ.code, pk=chosen.pk)


@require_POST
@login_required
def copy(request: HttpRequest, code: str) -> HttpResponse:
    organ = _edited(request, _seen(request, code))
    source = get_object_or_404(copyable(organ), pk=_number(request, "source"))
    made = services.copy_chain(by=person_of(request), organ=organ, source=source, now=timezone.now())
    messages.success(request, _("已建立流程“%(name)s”，可以在这里修改。") % {"name": made.name})
    return redirect("chain", code=code, pk=made.pk)


@require_POST
@login_required
def bring_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    number = _number(request, "number")
    done = _("流程已恢复为第 %(number)s 版。") % {"number": number}
    return _act(request, code, pk, lambda **given: services.bring_back(number=number, **given), done)


@require_POST
@login_required
def retire(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.retire_chain, _("流程已停用。正在审核的仍按它走完。"))


@require_POST
@login_required
def reinstate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.reinstate_chain, _("流程已重新启用。"))


@require_POST
@login_required
def prefer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.prefer_chain, _("平时用这个流程。"))


def _act(request: HttpRequest, code: str, pk: int, service: Callable[..., Chain], done: str) -> HttpResponse:
    """One change of a chain by a button; what is refused is said on the chain's page."""
    organ = _edited(request, _seen(request, code))
    chosen = get_object_or_404(Chain, pk=pk, organ=organ)
    try:
        service(by=person_of(request), chain=chosen, version=_version(request), now=timezone.now())
    except ChainError as error:
        units = list(organ.units.filter(ended_on__isnull=True))
        drawing = Drawing.of(chosen, units)
        return _chain_page(request, organ, chosen, drawing, error=error, status=422)
    messages.success(request, done)
    return redirect("chain", code=code, pk=pk)


def _chains_page(request: HttpRequest, organ: Organ) -> HttpResponse:
    shown = chains_page(organ, person_of(request), timezone.localdate())
    return render(request, "workflow/chains.html", shown)


def _chain_page(
    request: HttpRequest,
    organ: Organ,
    chosen: Chain,
    drawing: Drawing,
    status: int = 200,
    parts: tuple[Stage, ...] | None = None,
    **more: object,
) -> HttpResponse:
    """`parts` instead of the saved stages is a preview. The form goes on from the version its reader began with."""
    shown = chain_page(organ, chosen, parts or chosen.parts, person_of(request), timezone.localdate())
    read = _version(request) if "stages" in request.POST else chosen.version
    return render(request, "workflow/chain.html", shown | {"drawing": drawing, "read": read} | more, status=status)


def _seen(request: HttpRequest, code: str) -> Organ:
    organ = organ_of(request, code)
    allowed(may_see_chains(person_of(request), organ, timezone.localdate()))
    return organ


def _edited(request: HttpRequest, organ: Organ) -> Organ:
    allowed(may_edit_chains(person_of(request), organ, timezone.localdate()))
    return organ


def _version(request: HttpRequest) -> int:
    return _number(request, "version")


def _number(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0
