"""Complaints in the office: those received, those about the organ itself, those that organs below received; one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.complaints import services
from gongkai_web.complaints.errors import ChangedError
from gongkai_web.complaints.forms import AboutForm, AskForm, ConfirmForm, FindForm, TakeDownForm, TextForm
from gongkai_web.complaints.kinds import ARTICLES, Matter, State
from gongkai_web.complaints.models import Complaint
from gongkai_web.complaints.rules import may_handle, may_look, may_state, of_below, received_by, told_to
from gongkai_web.complaints.statistics import HEADS, is_late, of_year
from gongkai_web.complaints.words import NAMES
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.selectors import seen_by as letters_seen_by
from gongkai_web.mailbox.views.common import lock_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import sees_all
from gongkai_web.vault import codes

SECTION, MOST = "mailbox", 200
Doing = Callable[..., object]


def _looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def _handled(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = _looked_at(request, code)
    allowed(may_handle(person, organ, timezone.localdate()))
    return organ, person


@require_safe
@login_required
def complaints(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = _looked_at(request, code)
    today = timezone.localdate()
    rows = {
        "received": received_by(person, organ, today).order_by("letter__closed_on", "letter__due", "-pk"),
        "told": told_to(person, organ, today),
        "below": of_below(person, organ, today),
    }
    tab = request.GET.get("tab", "received")
    tab = tab if tab in rows else "received"
    found = rows[tab].select_related("about", "letter__organ")[:MOST]
    waiting = letters_seen_by(person, organ, today).filter(kind=Kind.DISCLOSURE, complaint=None)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "tab": tab,
        "counts": {name: one.count() for name, one in rows.items()},
        "rows": [(one, is_late(one, today)) for one in found],
        "day": today,
        "handles": may_handle(person, organ, today),
        "counts_all": sees_all(person, organ, today),
        "unrecognised": waiting[:MOST],
    }
    return render(request, "complaints/complaints.html", shown)


@require_safe
@login_required
def numbers(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = _looked_at(request, code)
    today = timezone.localdate()
    allowed(sees_all(person, organ, today))
    given = request.GET.get("year", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else today.year
    whole, by_organ, by_matter = of_year(organ, year, today)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": year,
        "heads": HEADS,
        "tables": [("按涉及的机关", by_organ), ("按什么事", by_matter)],
        "whole": whole,
        "years": range(today.year, today.year - 5, -1),
    }
    return render(request, "complaints/numbers.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """From the counter, by phone or post, or passed on by a superior."""
    organ, person = _handled(request, code)
    given = request.POST if request.method == "POST" else None
    about = AboutForm(given, organ=organ)
    form, error = TakeDownForm(given, initial={"received_on": timezone.localdate()}), None
    if given is not None and all([about.is_valid(), form.is_valid()]):
        try:
            receipt, made = services.take_down(
                by=person,
                organ=organ,
                about=about.cleaned_data["about"],
                matter=Matter(about.cleaned_data["matter"]),
                written=form.written(),
                now=timezone.now(),
                **form.how(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            shown = {"organ": organ, "office_section": SECTION, "one": made, "letter": receipt.letter}
            return render(request, "complaints/registered.html", shown | {"code": codes.shown(receipt.code)})
    shown = {"organ": organ, "office_section": SECTION, "about": about, "form": form, "error": error}
    return render(request, "complaints/new.html", shown, status=422 if given is not None else 200)


@login_required
def of_letter(request: HttpRequest, code: str, letter: int) -> HttpResponse:
    """The complaint of a letter; where nobody has said yet which organ it is about, the form that asks it."""
    organ, person = _handled(request, code)
    kept = get_object_or_404(Letter.objects.select_related("organ"), pk=letter, organ=organ, kind=Kind.DISCLOSURE)
    found = Complaint.objects.filter(letter=kept).first()
    if found:
        return redirect("complaint", code, found.pk)
    form, error = AboutForm(request.POST or None, organ=organ), None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.recognise(
                by=person,
                letter=kept,
                about=form.cleaned_data["about"],
                matter=Matter(form.cleaned_data["matter"]),
                now=timezone.now(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            return redirect("complaint", code, made.pk)
    shown = {"organ": organ, "office_section": SECTION, "letter": kept, "form": form, "error": error}
    return render(request, "complaints/recognise.html", shown, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def complaint(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = _looked_at(request, code)
    return _page(request, _received(organ, person, pk), person)


@require_POST
@login_required
def ask(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _do(request, code, pk, "ask", AskForm(request.POST), services.ask, "已请机关说明")


@require_POST
@login_required
def find(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _do(request, code, pk, "find", FindForm(request.POST), services.find, "已记下认定。答复提出人请到来信页")


@require_POST
@login_required
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _do(request, code, pk, "confirm", ConfirmForm(request.POST), services.confirm, "已记下")


def _received(organ: Organ, person: Person, pk: int) -> Complaint:
    rows = received_by(person, organ, timezone.localdate()).filter(letter__organ=organ)
    return get_object_or_404(rows.select_related("letter__organ", "about", "stated_by", "mended_by"), pk=pk)


def _do(request: HttpRequest, code: str, pk: int, name: str, form: Any, act: Doing, told: str) -> HttpResponse:
    organ, person = _handled(request, code)
    found = _received(organ, person, pk)
    if not form.is_valid():
        return _page(request, found, person, acted={name: form}, status=422)
    try:
        act(by=person, complaint=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        status = 409 if isinstance(error, ChangedError) else 422
        return _page(request, found, person, error, {name: form}, status)
    messages.success(request, told)
    return redirect("complaint", code, pk)


def _page(
    request: HttpRequest,
    found: Complaint,
    person: Person,
    error: GongkaiError | None = None,
    acted: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found.refresh_from_db()
    forms = {"ask": AskForm(), "find": FindForm(), "confirm": ConfirmForm()}
    own = found.about_id == found.letter.organ_id
    shown = {
        "organ": found.letter.organ,
        "office_section": SECTION,
        "one": found,
        "letter": found.letter,
        "article": ARTICLES[Matter(found.matter)],
        "error": error,
        "events": [(one, NAMES[one.act]) for one in found.events.select_related("by")],
        "forms": forms | (acted or {}),
        "statement_form": TextForm(label="说明" if found.state == State.ASKED else "整改情况"),
        "own": own,
        "early": found.state in (State.RECEIVED, State.ASKED, State.STATED),
        "late": is_late(found, timezone.localdate()),
        "day": timezone.localdate(),
        "handles": may_handle(person, found.letter.organ, timezone.localdate()),
    }
    return render(request, "complaints/complaint.html", shown, status=status)


@login_required
def statement(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """For the organ complained of: what it is asked, what it answers. Nothing of the letter is here."""
    organ, person = _looked_at(request, code)
    today = timezone.localdate()
    found = get_object_or_404(told_to(person, organ, today).select_related("letter__organ", "about"), pk=pk)
    answers = {State.ASKED: services.state, State.MENDING: services.mend}
    act = answers.get(State(found.state)) if may_state(person, organ, today) else None
    label = "说明" if found.state == State.ASKED else "整改情况"
    form, error, status = TextForm(request.POST or None, label=label), None, 200
    if request.method == "POST":
        allowed(may_state(person, organ, today))
        status = 422
        if act and form.is_valid():
            try:
                act(by=person, complaint=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)
            except GongkaiError as refused:
                error, status = refused, 409 if isinstance(refused, ChangedError) else 422
                found.refresh_from_db()
            else:
                messages.success(request, "已报送")
                return redirect("complaint_statement", code, pk)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "one": found,
        "form": form if act else None,
        "label": label,
        "error": error,
        "late": is_late(found, today),
        "day": today,
        "sent_back": found.events.filter(act="sent_back").last(),
    }
    return render(request, "complaints/statement.html", shown, status=status)
