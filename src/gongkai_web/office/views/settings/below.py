"""The tree of organs: of one organ, and of everything a person has charge of; and founding one more."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.deeds import refused, told
from gongkai_web.office.forms import FoundForm
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ
from gongkai_web.organs.rules import belongs, may_arrange
from gongkai_web.organs.services import found as found_organ
from gongkai_web.organs.tree import MOST, below, in_my_charge


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Every organ that the person, being one of the three, has something to do with; found by name."""
    person, day = person_of(request), timezone.localdate()
    asked = request.GET.get("q", "").strip()
    found = [one for one in in_my_charge(person, day) if asked in one.organ.name]
    allowed(bool(found) or bool(asked))
    branches = [one for one in found[:MOST] if belongs(person, one.organ, day)]
    shown = {"branches": branches, "asked": asked, "more": len(found) > MOST}
    return render(request, "office/organs.html", shown)


@login_required
def organs(request: HttpRequest, code: str) -> HttpResponse:
    """What stands below this organ; its system administrator founds another."""
    organ = organ_of(request, code)
    if request.method != "POST":
        return _page(request, organ, FoundForm(organ=organ, initial={"since": timezone.localdate()}))
    allowed(may_arrange(person_of(request), organ, timezone.localdate()))
    form = FoundForm(request.POST, organ=organ)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    given = form.cleaned_data | {"kind": Kind(form.cleaned_data["kind"]), "level": Level(form.cleaned_data["level"])}
    error = refused(lambda: found_organ(by=person_of(request), parent=organ, **given))
    if error:
        return _page(request, organ, form, error=error, status=422)
    told(
        request,
        None,
        _("%(name)s已设立。接下来请安全管理员任命它的三员，或者声明由上级担任。") % {"name": given["name"]},
    )
    return redirect("organs_below", code=code)


def _page(
    request: HttpRequest, organ: Organ, form: FoundForm, error: OrganError | None = None, status: int = 200
) -> HttpResponse:
    person, day = person_of(request), timezone.localdate()
    branches = below(organ, ended=True)
    open_to_me = {one.organ.pk for one in branches[:MOST] if belongs(person, one.organ, day)}
    shown = {
        "organ": organ,
        "office_section": "settings",
        "branches": [(one, one.organ.pk in open_to_me) for one in branches[:MOST]],
        "more": len(branches) > MOST,
        "form": form,
        "error": error,
        "arranges": may_arrange(person, organ, day),
    }
    return render(request, "office/settings/below.html", shown, status=status)
