"""任命 and 免去: each on a page of its own that says what it means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from gongkai_web.audit.services import together
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.forms import AppointForm, EndForm
from gongkai_web.office.selectors import people_of
from gongkai_web.office.views.people import shown_once
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Person, Post
from gongkai_web.organs.roles import THREE_ADMINS, WHAT, Role
from gongkai_web.organs.rules import appointable, may_appoint, may_arrange
from gongkai_web.organs.services import appoint as give_post
from gongkai_web.organs.services import end_post, open_account


@login_required
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """A form; for one of the three administrators, a page that says what that means; then the post."""
    organ, day = organ_of(request, code), timezone.localdate()
    roles = appointable(person_of(request), organ, day)
    allowed(bool(roles))
    if request.method != "POST" or "back" in request.POST:
        initial = _known(request, organ) | {"since": day}
        given = request.POST if "back" in request.POST else None
        return _page(request, organ, AppointForm(given, organ=organ, roles=roles, initial=initial))
    form = AppointForm(request.POST, organ=organ, roles=roles)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    if Role(form.cleaned_data["role"]) in THREE_ADMINS and "confirmed" not in request.POST:
        return _ask(request, organ, form)
    try:
        person, password = _appointed(person_of(request), organ, form.cleaned_data)
    except OrganError as error:
        return _page(request, organ, form, error=error, status=422)
    if password:
        return shown_once(request, organ, person, password)
    messages.success(request, _("已任命%(name)s。") % {"name": person.full_name})
    return redirect("people", code=code)


@login_required
def end(request: HttpRequest, code: str, post: int) -> HttpResponse:
    """A post's last day."""
    organ = organ_of(request, code)
    chosen = get_object_or_404(Post, pk=post, organ=organ)
    allowed(may_appoint(person_of(request), organ, Role(chosen.role), timezone.localdate()))
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        end_post(by=person_of(request), post=chosen, on=form.cleaned_data["on"])
        messages.success(request, _("已免去%(name)s的岗位。") % {"name": chosen.person.full_name})
        return redirect("people", code=code)
    shown = {"organ": organ, "office_section": "people", "post": chosen, "form": form}
    return render(request, "office/end_post.html", shown, status=422 if form.errors else 200)


@sensitive_variables("password")
@transaction.atomic
def _appointed(by: Person, organ: Organ, given: dict[str, Any]) -> tuple[Person, str]:
    """The person, and the first password of one who had no account. Both entries of the log come at the end."""
    with together():
        return _found_or_opened(by, organ, given)


@sensitive_variables("password")
def _found_or_opened(by: Person, organ: Organ, given: dict[str, Any]) -> tuple[Person, str]:
    person, password = Person.objects.filter(account__iexact=given["account"]).first(), ""
    if person is None:
        person, password = open_account(by=by, account=given["account"], full_name=given["full_name"])
    elif person.full_name != given["full_name"]:
        # Whose it is, is not said: it may be somebody of an organ one knows nothing of.
        raise OrganError(
            _("账号“%(account)s”是别人的") % {"account": given["account"]}, _("请改用另一个账号，或更正姓名")
        )
    role, unit, title = Role(given["role"]), given["unit"], given["title"]
    give_post(by=by, person=person, role=role, organ=organ, unit=unit, title=title, since=given["since"])
    return person, password


def _known(request: HttpRequest, organ: Organ) -> dict[str, Any]:
    """Another post for somebody who is there already: their name and account need not be typed."""
    given = request.GET.get("person", "")
    person = people_of(organ, timezone.localdate()).filter(pk=given).first() if given.isdecimal() else None
    return {"full_name": person.full_name, "account": person.account} if person else {}


def _page(
    request: HttpRequest, organ: Organ, form: AppointForm, error: OrganError | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "organ": organ,
        "office_section": "people",
        "form": form,
        "error": error,
        "adds_units": may_arrange(person_of(request), organ, timezone.localdate()),
    }
    return render(request, "office/appoint.html", shown, status=status)


def _ask(request: HttpRequest, organ: Organ, form: AppointForm) -> HttpResponse:
    role = Role(form.cleaned_data["role"])
    shown = {"organ": organ, "office_section": "people", "form": form, "role": role, "what": WHAT[role]}
    return render(request, "office/appoint_admin.html", shown)
