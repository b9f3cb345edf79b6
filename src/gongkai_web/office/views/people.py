"""The people of an organ, and what the security administrator does to an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.selectors import by_post, has_two_steps, people_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.rules import appointable, may_keep_account
from gongkai_web.organs.selectors import missing_admins
from gongkai_web.organs.services import end_two_steps, renew_password, switch_account


@require_safe
@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who works here, as what, and who stands in for whom."""
    organ, day = organ_of(request, code), timezone.localdate()
    shown = {
        "organ": organ,
        "office_section": "people",
        "people": by_post(people_of(organ, day)),
        "appoints": appointable(person_of(request), organ, day),
        "relaxations": organ.relaxations.all(),
        "missing": missing_admins(organ, day),
        "day": day,
    }
    return render(request, "office/people.html", shown)


@require_safe
@login_required
def person(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """One of them: their posts here, and their account."""
    organ, chosen = _appointed_by(request, code, person)
    day = timezone.localdate()
    shown = {
        "organ": organ,
        "office_section": "people",
        "person": chosen,
        "roles": appointable(person_of(request), organ, day),
        "two_steps": has_two_steps(chosen),
        "keeps_account": may_keep_account(person_of(request), chosen, day),
        "day": day,
    }
    return render(request, "office/person.html", shown)


@require_POST
@login_required
@sensitive_variables("password")
def new_password(request: HttpRequest, code: str, person: int) -> HttpResponse:
    organ, chosen = _kept_by(request, code, person)
    password = renew_password(by=person_of(request), person=chosen)
    return shown_once(request, organ, chosen, password)


@require_POST
@login_required
def two_steps(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Switched off for somebody who lost their telephone."""
    _organ, chosen = _kept_by(request, code, person)
    end_two_steps(by=person_of(request), person=chosen)
    messages.success(request, _("已替%(name)s关闭两步验证。") % {"name": chosen.full_name})
    return redirect("person", code=code, person=person)


@require_POST
@login_required
def switch(request: HttpRequest, code: str, person: int) -> HttpResponse:
    _organ, chosen = _kept_by(request, code, person)
    switch_account(by=person_of(request), person=chosen, active="on" in request.POST)
    words = _("已启用%(name)s的账号。") if chosen.is_active else _("已停用%(name)s的账号。")
    messages.success(request, words % {"name": chosen.full_name})
    return redirect("person", code=code, person=person)


@sensitive_variables("password")
def shown_once(request: HttpRequest, organ: Organ, person: Person, password: str) -> HttpResponse:
    chosen = people_of(organ, timezone.localdate()).filter(pk=person.pk).first()
    shown = {"organ": organ, "office_section": "people", "person": chosen or person, "password": password}
    return render(request, "office/first_password.html", shown)


def _appointed_by(request: HttpRequest, code: str, person: int) -> tuple[Organ, Person]:
    organ, day = organ_of(request, code), timezone.localdate()
    allowed(bool(appointable(person_of(request), organ, day)))
    return organ, get_object_or_404(people_of(organ, day), pk=person)


def _kept_by(request: HttpRequest, code: str, person: int) -> tuple[Organ, Person]:
    organ, chosen = _appointed_by(request, code, person)
    allowed(may_keep_account(person_of(request), chosen, timezone.localdate()))
    return organ, chosen
