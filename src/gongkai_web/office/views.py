"""今天, and the people of an organ. A view parses, asks one service or selector, and renders."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gongkai_web.office.forms import AppointForm, EndForm
from gongkai_web.office.rules import belongs, may_manage_people
from gongkai_web.office.selectors import people_of, places_of
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Person, Post
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, end_post, open_account, renew_password


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    return render(request, "office/today.html", {"day": day, "places": places_of(_person(request), day)})


@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who works here, and for the security administrator: appoint."""
    organ = _organ(request, code)
    if request.method != "POST":
        return _people_page(request, organ, AppointForm(organ=organ, initial={"since": timezone.localdate()}))
    form = AppointForm(request.POST, organ=organ)
    if not form.is_valid():
        return _people_page(request, organ, form, status=422)
    try:
        person, password = _appointed(_person(request), organ, form.cleaned_data)
    except OrganError as error:
        return _people_page(request, organ, form, error=error, status=422)
    return _shown_once(request, organ, person, password) if password else redirect("people", code=code)


@sensitive_variables("password")
@transaction.atomic
def _appointed(by: Person, organ: Organ, given: dict[str, Any]) -> tuple[Person, str]:
    """The person, and the first password of one who had no account."""
    person, password = Person.objects.filter(account__iexact=given["account"]).first(), ""
    if person is None:
        person, password = open_account(by=by, account=given["account"], full_name=given["full_name"])
    elif person.full_name != given["full_name"]:
        raise OrganError(f"账号“{person.account}”是{person.full_name}的", "请改用另一个账号，或更正姓名")
    role, unit, title = Role(given["role"]), given["unit"], given["title"]
    appoint(by=by, person=person, role=role, organ=organ, unit=unit, title=title, since=given["since"])
    return person, password


@require_POST
@login_required
def end(request: HttpRequest, code: str, post: int) -> HttpResponse:
    """A post's last day."""
    organ = _managed(request, code)
    chosen = get_object_or_404(Post, pk=post, organ=organ)
    form = EndForm(request.POST)
    if form.is_valid():
        end_post(by=_person(request), post=chosen, on=form.cleaned_data["on"])
    return redirect("people", code=code)


@require_POST
@login_required
def new_password(request: HttpRequest, code: str, person: int) -> HttpResponse:
    organ = _managed(request, code)
    chosen = get_object_or_404(people_of(organ, timezone.localdate()), pk=person)
    return _shown_once(request, organ, chosen, renew_password(by=_person(request), person=chosen))


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "office/locked_out.html", status=429)


@require_safe
def forgotten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Offices without a mail server renew passwords by the security administrator."""
    return render(request, "office/forgotten.html")


def _people_page(
    request: HttpRequest, organ: Organ, form: AppointForm, error: OrganError | None = None, status: int = 200
) -> HttpResponse:
    day = timezone.localdate()
    shown = {
        "organ": organ,
        "people": people_of(organ, day),
        "form": form,
        "error": error,
        "manages": may_manage_people(_person(request), organ, day),
        "relaxations": organ.relaxations.all(),
        "day": day,
    }
    return render(request, "office/people.html", shown, status=status)


@sensitive_variables("password")
def _shown_once(request: HttpRequest, organ: Organ, person: Person, password: str) -> HttpResponse:
    return render(request, "office/first_password.html", {"organ": organ, "person": person, "password": password})


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _organ(request: HttpRequest, code: str) -> Organ:
    """The organ, if it exists for this person; to change its people one must have charge of them."""
    organ = get_object_or_404(Organ, code=code)
    if not belongs(_person(request), organ, timezone.localdate()):
        raise Http404
    return organ if request.method in ("GET", "HEAD") else _managed(request, code)


def _managed(request: HttpRequest, code: str) -> Organ:
    organ = get_object_or_404(Organ, code=code)
    if not may_manage_people(_person(request), organ, timezone.localdate()):
        raise Http404
    return organ
