"""What is done in a stage: write an item, place one that exists, take one out, expect one, say that there is no such stage."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.affairs import expecting, services
from gongkai_web.affairs.forms import ExpectForm, PlaceForm
from gongkai_web.affairs.models import Affair, Expectation, Placement
from gongkai_web.affairs.stages import Stage
from gongkai_web.affairs.views.common import SECTION, affair_in, affair_page, kept_by
from gongkai_web.organs.models import Person
from gongkai_web.publishing.listing import seen_by
from gongkai_web.publishing.models import Item

FOUND = 30
Act = Callable[[Person, Affair], object]


def _done(request: HttpRequest, code: str, pk: int, act: Act, said: str) -> HttpResponse:
    """Do one thing to an affair, and back to its page; what is refused is said there."""
    organ, person = kept_by(request, code)
    affair = affair_in(organ, pk)
    try:
        act(person, affair)
    except GongkaiError as error:
        return affair_page(request, person, affair, error, 422)
    messages.success(request, said)
    return redirect("affair", code, pk)


@require_POST
@login_required
def write(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """去写一条: a draft that stands in this stage from its first line on."""
    organ, person = kept_by(request, code)
    affair = affair_in(organ, pk)
    try:
        revision = services.draft_for(
            by=person,
            affair=affair,
            stage=request.POST.get("stage", ""),
            expectation=_expectation(affair, request.POST.get("expectation", "")),
            now=timezone.now(),
        )
    except GongkaiError as error:
        return affair_page(request, person, affair, error, 422)
    return redirect("item_edit", code, revision.item_id)


@login_required
def choose(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Items that exist, to be placed in a stage: found by words of the title, a document or index number."""
    organ, person = kept_by(request, code)
    affair = affair_in(organ, pk)
    if request.method == "POST":
        return _placed(request, person, affair)
    stage, words = request.GET.get("stage", ""), request.GET.get("words", "").strip()
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "affair": affair,
        "stage": Stage(stage) if stage in Stage.values else Stage.DECISION,
        "stages": Stage.choices,
        "words": words,
        "expectations": affair.expectations.filter(waived="", item=None),
        "found": _found(person, affair, words),
    }
    return render(request, "affairs/choose.html", shown)


def _found(person: Person, affair: Affair, words: str) -> list[tuple[Item, str]]:
    """The newest first, with the title of the last revision."""
    items = seen_by(person, affair.organ, timezone.localdate()).filter(discarded_at=None)
    if words:
        titled = items.filter(revisions__title__icontains=words) | items.filter(index_number__iexact=words)
        items = items.filter(pk__in=titled.values("pk"))
    rows = items.order_by("-pk").prefetch_related("revisions")[:FOUND]
    return [(one, max(one.revisions.all(), key=lambda revision: revision.number).title) for one in rows]


def _placed(request: HttpRequest, person: Person, affair: Affair) -> HttpResponse:
    given = request.POST
    try:
        services.place(
            by=person,
            affair=affair,
            item=_item(affair, given.get("item", "")),
            stage=given.get("stage", ""),
            expectation=_expectation(affair, given.get("expectation", "")),
            now=timezone.now(),
        )
    except GongkaiError as error:
        return affair_page(request, person, affair, error, 422)
    messages.success(request, _("已放入"))
    return redirect("affair", affair.organ.code, affair.pk)


@require_POST
@login_required
def take_out(request: HttpRequest, code: str, pk: int, placement: int) -> HttpResponse:
    def act(person: Person, affair: Affair) -> object:
        kept = Placement.objects.select_related("affair__organ", "item__organ")
        chosen = get_object_or_404(kept, pk=placement, affair=affair)
        return services.take_out(by=person, placement=chosen, now=timezone.now())

    return _done(request, code, pk, act, _("已移出，信息本身不变"))


@require_POST
@login_required
def expect(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    affair, form = affair_in(organ, pk), ExpectForm(request.POST)
    if not form.is_valid():
        return affair_page(request, person, affair, status=422, expect=form)
    expecting.expect(by=person, affair=affair, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("已记下，到期以前会列在“今天”里"))
    return redirect("affair", code, pk)


@require_POST
@login_required
def waive(request: HttpRequest, code: str, pk: int, expectation: int) -> HttpResponse:
    def act(person: Person, affair: Affair) -> object:
        chosen = get_object_or_404(Expectation.objects.select_related("affair__organ"), pk=expectation, affair=affair)
        return expecting.waive(by=person, expectation=chosen, reason=request.POST.get("reason", ""), now=timezone.now())

    return _done(request, code, pk, act, _("已记为不再要求"))


@require_POST
@login_required
def leave_out(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """This affair has no such stage, or has it after all."""
    stage, now = request.POST.get("stage", ""), timezone.now()

    def act(person: Person, affair: Affair) -> object:
        if "undo" in request.POST:
            return expecting.take_in(by=person, affair=affair, stage=stage, now=now)
        reason = request.POST.get("reason", "")
        return expecting.leave_out(by=person, affair=affair, stage=stage, reason=reason, now=now)

    return _done(request, code, pk, act, _("已保存"))


@require_POST
@login_required
def place_item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """From the page of an item."""
    organ, person = kept_by(request, code)
    item = get_object_or_404(seen_by(person, organ, timezone.localdate()).select_related("organ"), pk=pk)
    form, error = PlaceForm(request.POST, organ=organ), None
    if form.is_valid():
        try:
            services.place(by=person, item=item, now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, _("已放入“%(affair)s”") % {"affair": form.cleaned_data["affair"]})
            return redirect("item", code, pk)
    shown = {"organ": organ, "office_section": SECTION, "item": item, "form": form, "error": error}
    return render(request, "affairs/place.html", shown, status=422)


def _item(affair: Affair, key: str) -> Item:
    chosen = int(key) if key.isascii() and key.isdigit() else 0
    return get_object_or_404(Item.objects.select_related("organ"), pk=chosen, organ=affair.organ)


def _expectation(affair: Affair, key: str) -> Expectation | None:
    if not (key.isascii() and key.isdigit()):
        return None
    return get_object_or_404(affair.expectations, pk=int(key))
