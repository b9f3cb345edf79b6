"""The collecting office: its list of organs outside, the link of one filing, the call, and handing in for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.models import Filing
from gongkai_web.campaign.views.common import SECTION, campaign_led, filing_led, led, lock_of
from gongkai_web.frame.asking import allowed
from gongkai_web.frame.forms import Form
from gongkai_web.outside import calling, linking, registering
from gongkai_web.outside import handing as steps
from gongkai_web.outside.acting import Acted, Asked, act
from gongkai_web.outside.bench import shown
from gongkai_web.outside.forms import ConfirmForm, DeniedForm, LinkForm, OutsiderForm
from gongkai_web.outside.kinds import MOST_TRIES, State
from gongkai_web.outside.models import Call, Handing, Outsider


@login_required
def outsiders(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = led(request, code)
    form, error = OutsiderForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = registering.register(by=person, office=organ, given=form.given(), now=timezone.now())
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已登记{made.name}")
            return redirect("outsiders", code)
    about = {
        "organ": organ,
        "office_section": SECTION,
        "found": list(organ.outsiders.all()),
        "campaigns": list(organ.campaigns.all()[:3]),
        "form": form,
        "error": error,
    }
    return render(request, "outside/outsiders.html", about, status=422 if request.method == "POST" else 200)


@login_required
def outsider(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = led(request, code)
    found = get_object_or_404(Outsider.objects.select_related("office", "telephone_by"), pk=pk, office=organ)
    usual = {name: getattr(found, name) for name in OutsiderForm.base_fields}
    form, error, status = OutsiderForm(request.POST or None, initial=usual), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                registering.change(
                    by=person, outsider=found, lock=lock_of(request), given=form.given(), now=timezone.now()
                )
            except GongkaiError as refused:
                error, status = refused, 409 if isinstance(refused, ChangedError) else 422
                found.refresh_from_db()
            else:
                messages.success(request, "已改")
                return redirect("outsiders", code)
    about = {"organ": organ, "office_section": SECTION, "found": found, "form": form, "error": error}
    return render(request, "outside/outsider.html", about, status=status)


@require_POST
@login_required
def call_to_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Those ticked, into this campaign."""
    found, person = campaign_led(request, code, pk)
    chosen = [int(one) for one in request.POST.getlist("outsider") if one.isascii() and one.isdigit() and len(one) < 10]
    rows = list(Outsider.objects.filter(office=found.organ, pk__in=chosen))
    try:
        for one in rows:
            registering.call_to_file(by=person, campaign=found, outsider=one, now=timezone.now())
    except GongkaiError as error:
        messages.error(request, str(error))
    else:
        said = f"已列入 {len(rows)} 个机关" if rows else "没有选中哪一个机关"
        (messages.success if rows else messages.error)(request, said)
    return redirect("outside_campaign", code, pk)


@require_safe
@never_cache
@login_required
def filing(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = _outside(request, code, pk)
    return _page(request, found)


def _outside(request: HttpRequest, code: str, pk: int) -> tuple[Filing, Any]:
    found, person = filing_led(request, code, pk)
    allowed(found.organ_id is None)
    return found, person


def _current(found: Filing) -> Handing | None:
    """The one that is waiting for a call, else the one the office itself has begun."""
    rows = found.handings.select_related("filing__campaign__organ", "link", "file")
    waiting = rows.filter(state=State.WAITING).last()
    return waiting or rows.filter(state=State.FILLING, link=None).last()


def _page(
    request: HttpRequest,
    found: Filing,
    error: GongkaiError | None = None,
    status: int = 200,
    acted: Acted | None = None,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    current = _current(found)
    if current and current.batch:
        current = steps.look_for_reading(current, now=now)
    about = (
        shown(current, acted.slips if acted else None, for_office=True)
        if current
        else {"filing": found, "campaign": found.campaign}
    )
    if acted and acted.form:
        about["file_form"] = acted.form
    link = found.links.filter(ended_at=None, expires_at__gt=now).last()
    about |= {
        "organ": found.campaign.organ,
        "office_section": SECTION,
        "outsider": registering.outsider_of(found),
        "link": link,
        "begun": link is not None and found.handings.filter(link=link, state=State.FILLING).exists(),
        "waits": current is not None and current.state == State.WAITING,
        "ours": current is not None and current.link_id is None,
        "left": MOST_TRIES - current.tries if current else 0,
        "calls": Call.objects.filter(handing__filing=found).select_related("by"),
        "submissions": found.submissions.order_by("-number"),
        "error": error,
        "link_form": LinkForm(),
        "confirm_form": ConfirmForm(),
        "denied_form": DeniedForm(auto_id="denied_%s"),
    }
    return render(request, "outside/filing.html", about | more, status=status)


@never_cache
@require_POST
@login_required
def make_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Shown once, on the answer to this very form: it is kept nowhere."""
    found, person = _outside(request, code, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, link_form=form)
    try:
        token = linking.issue(by=person, filing=found, days=form.cleaned_data["days"], now=timezone.now())
    except GongkaiError as error:
        return _page(request, found, error, 422, link_form=form)
    site = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return _page(request, found, address=f"{site}{reverse('hand_in_follow', args=[token])}")


@require_POST
@login_required
def end_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    return _done(
        request, found, lambda: linking.take_back(by=person, filing=found, now=timezone.now()), "链接已收回，打不开了"
    )


@require_POST
@login_required
def begin(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    return _done(request, found, lambda: steps.begin(by=person, filing=found, now=timezone.now()), "请选年报文件")


@require_POST
@login_required
def hand_in(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    current = _current(found)
    allowed(current is not None and current.link_id is None)
    assert current is not None  # noqa: S101 - `allowed` has refused it
    try:
        done = act(Asked(request, current, person, timezone.now()))
    except GongkaiError as error:
        return _page(request, found, error, 409 if isinstance(error, ChangedError) else 422)
    if done.form or done.slips:
        return _page(request, found, status=422, acted=done)
    messages.success(request, done.said)
    return redirect("outside_filing", code, pk)


@require_POST
@login_required
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    form = ConfirmForm(request.POST)
    return _call(
        request, found, form, "confirm_form", lambda one: calling.confirm(by=person, **one), "核对一致，已算报送"
    )


@require_POST
@login_required
def unreached(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    return _call(request, found, None, "", lambda one: calling.unreached(by=person, **one), "已记下这一次没有打通")


@require_POST
@login_required
def denied(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _outside(request, code, pk)
    form = DeniedForm(request.POST, auto_id="denied_%s")
    said = "已作废，链接也打不开了"
    return _call(request, found, form, "denied_form", lambda one: calling.denied(by=person, **one), said)


def _call(
    request: HttpRequest,
    found: Filing,
    form: Form | None,
    name: str,
    do: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    current = _current(found)
    allowed(current is not None and current.state == State.WAITING)
    if form is not None and not form.is_valid():
        return _page(request, found, status=422, **{name: form})
    given = {"handing": current, "lock": lock_of(request), "now": timezone.now()}
    try:
        do(given | (form.cleaned_data if form else {}))
    except GongkaiError as error:
        status = 409 if isinstance(error, ChangedError) else 422
        return _page(request, found, error, status, **({name: form} if form else {}))
    messages.success(request, said)
    return redirect("outside_filing", found.campaign.organ.code, found.pk)


def _done(request: HttpRequest, found: Filing, do: Callable[[], object], said: str) -> HttpResponse:
    try:
        do()
    except GongkaiError as error:
        return _page(request, found, error, 422)
    messages.success(request, said)
    return redirect("outside_filing", found.campaign.organ.code, found.pk)
