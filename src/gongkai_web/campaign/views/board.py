"""The campaigns of an office and its own filings; opening one; the board, what it asks for, reminders."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.campaign import changing, opening, reminding
from gongkai_web.campaign.board import SORTS, TABS, Asked, Row, board, rows_of
from gongkai_web.campaign.board import workbook as to_workbook
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.forms import OpenForm, WantedForm
from gongkai_web.campaign.models import Campaign, Reminder
from gongkai_web.campaign.rules import has_section, leads, may_lead
from gongkai_web.campaign.selecting import addable, filings_of
from gongkai_web.campaign.views.common import SECTION, campaign_led, led, lock_of
from gongkai_web.channels.workbooks import XLSX
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.downloads import attachment


@require_safe
@login_required
def campaigns(request: HttpRequest, code: str) -> HttpResponse:
    """Those this office collects, and what this organ must file itself."""
    organ, person = organ_of(request, code), person_of(request)
    today = timezone.localdate()
    allowed(has_section(person, organ, today))
    leading = leads(person, organ, today)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "leads": leading,
        "may_open": leading and may_lead(person, organ, today),
        "campaigns": list(organ.campaigns.prefetch_related("filings")) if leading else [],
        "filings": filings_of([organ.pk], today),
    }
    return render(request, "campaign/campaigns.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = led(request, code)
    today = timezone.localdate()
    allowed(may_lead(person, organ, today))
    year = today.year - 1
    usual = {"year": year, "wanted": "签字盖章扫描件"} | asdict(opening.statutory(year))
    form, error = OpenForm(request.POST if request.method == "POST" else None, initial=usual), None
    if request.method == "POST" and form.is_valid():
        try:
            made = opening.begin(
                by=person,
                organ=organ,
                year=form.cleaned_data["year"],
                days=form.days(),
                now=timezone.now(),
                **form.given(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已开始收 {made.year} 年的年报，各机关的“今天”里会看到")
            return redirect("campaign", code, made.pk)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "form": form,
        "error": error,
        "must_file": opening.must_file(organ),
    }
    return render(request, "campaign/new.html", shown, status=422 if request.method == "POST" else 200)


def _asked(request: HttpRequest) -> Asked:
    tab, sort = request.GET.get("tab", "all"), request.GET.get("sort", "due")
    words = request.GET.get("words", "")
    return Asked(tab if tab in TABS else "all", sort if sort in SORTS else "due", words[:60])


@require_safe
@login_required
def campaign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = campaign_led(request, code, pk)
    return _board_page(request, found)


def _board_page(
    request: HttpRequest, found: Campaign, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    asked = _asked(request)
    made = board(found, asked, timezone.localdate())
    shown = {
        "organ": found.organ,
        "office_section": SECTION,
        "campaign": found,
        "asked": asked,
        "board": made,
        "tabs": [(key, label, made.counts[key]) for key, label in TABS.items() if made.counts[key] or key == "all"],
        "tab_name": TABS[asked.tab],
        "sorts": SORTS.items(),
        "error": error,
        "typed": request.POST.get("words", ""),
        "ticked": set(request.POST.getlist("filing")),
    }
    return render(request, "campaign/board.html", shown, status=status)


@require_POST
@login_required
def remind(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Those ticked; or, by the second button, all that are late."""
    found, person = campaign_led(request, code, pk)
    rows = {row.filing.pk: row for row in rows_of(found, timezone.localdate())}
    if "all_late" in request.POST:
        chosen = [pk for pk, row in rows.items() if row.is_reminded]
    else:
        chosen = [int(one) for one in request.POST.getlist("filing") if one.isascii() and one.isdigit()]
    try:
        made = reminding.remind(
            by=person, campaign=found, filings=chosen, words=request.POST.get("words", ""), now=timezone.now()
        )
    except GongkaiError as error:
        return _board_page(request, found, error, 422)
    messages.success(request, _said(made, rows, chosen))
    return redirect("campaign", code, pk)


def _said(made: list[Reminder], rows: dict[int, Row], chosen: list[int]) -> str:
    """已催 3 个机关（催报送 2 个，催公布 1 个） …"""
    what = Counter(rows[one.filing_id].standing.what or "报送" for one in made)
    parts = "，".join(f"催{name} {count} 个" for name, count in what.items())
    said = f"已催 {len(made)} 个机关（{parts}），会出现在它们的“今天”里"
    outside = [rows[pk].filing.name for pk in chosen if pk in rows and rows[pk].filing.organ_id is None]
    return f"{said}。不在本平台、看不到的，请打登记电话催：{'、'.join(outside)}" if outside else said


@require_safe
@login_required
def workbook(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = campaign_led(request, code, pk)
    return attachment(to_workbook(found, timezone.localdate()), f"{found.year}年年报报送情况.xlsx", XLSX)


@login_required
def change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = campaign_led(request, code, pk)
    if request.method != "POST":
        return _change_page(request, found, WantedForm(initial=_initial(found)))
    form = WantedForm(request.POST)
    if not form.is_valid():
        return _change_page(request, found, form, status=422)
    try:
        changing.change(by=person, campaign=found, lock=lock_of(request), now=timezone.now(), **form.given())
    except GongkaiError as error:
        found.refresh_from_db()
        return _change_page(request, found, form, error, 409 if isinstance(error, ChangedError) else 422)
    messages.success(request, "已保存，以后的报送照新的要求")
    return redirect("campaign", code, pk)


def _initial(found: Campaign) -> dict[str, str]:
    return {"wanted": "\n".join(found.wanted), "note": found.note}


def _change_page(
    request: HttpRequest, found: Campaign, form: WantedForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "organ": found.organ,
        "office_section": SECTION,
        "campaign": found,
        "form": form,
        "error": error,
        "theirs": _initial(found) if isinstance(error, ChangedError) else None,
        "addable": addable(found),
    }
    return render(request, "campaign/change.html", shown, status=status)


@require_POST
@login_required
def add(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = campaign_led(request, code, pk)
    organ = next((one for one in addable(found) if one.code == request.POST.get("organ")), None)
    allowed(organ is not None or not request.POST.get("organ"))
    if organ is None:
        return redirect("campaign_change", code, pk)
    made = _added(found, organ, person)
    messages.success(request, f"已把{made}列入收报范围")
    return redirect("campaign", code, pk)


def _added(found: Campaign, organ: Organ, person: Person) -> str:
    return opening.add(by=person, campaign=found, organ=organ, now=timezone.now()).name
