"""机构信息和指南: the particulars, what the 指南 still lacks, and confirming that it says what holds."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.deeds import refused, seen_at_once, told
from gongkai_web.office.guide_forms import MemberForms, ParticularsForm
from gongkai_web.office.selectors_guide import history, ordered_members, renewals_shown
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.guide import missing, particulars_of, parts
from gongkai_web.organs.models import Organ
from gongkai_web.organs.rules import may_state_particulars
from gongkai_web.organs.services import confirm_guide, group_mark, state_leading_group, state_particulars
from gongkai_web.organs.services.guide import STATED


@login_required
def particulars(request: HttpRequest, code: str) -> HttpResponse:
    organ = organ_of(request, code)
    if request.method != "POST":
        return _page(request, organ)
    _states(request, organ)
    form = ParticularsForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    given = {name: form.cleaned_data[name] for name in STATED}
    seen, now = form.cleaned_data["seen"], timezone.now()
    by = person_of(request)
    error = seen_at_once(lambda: state_particulars(by=by, organ=organ, given=given, seen=seen, now=now), organ.code)
    if error:
        return _page(request, organ, form, error=error, status=422)
    told(request, None, _("已保存。"))
    return redirect("particulars", code=code)


@login_required
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    organ = organ_of(request, code)
    _states(request, organ)
    error = refused(lambda: confirm_guide(by=person_of(request), organ=organ, now=timezone.now()))
    told(request, error, _("已确认，指南与现在的情况一致。"))
    return redirect("particulars", code=code)


@login_required
def leading_group(request: HttpRequest, code: str) -> HttpResponse:
    """政务公开领导小组: the whole list on one page."""
    organ = organ_of(request, code)
    if request.method != "POST":
        return _group_page(request, organ)
    _states(request, organ)
    forms = MemberForms(request.POST)
    if not forms.is_valid():
        return _group_page(request, organ, forms, status=422)
    members, seen = ordered_members(forms.cleaned_data), request.POST.get("seen", "")
    by = person_of(request)
    error = seen_at_once(lambda: state_leading_group(by=by, organ=organ, members=members, seen=seen), organ.code)
    if error:
        return _group_page(request, organ, forms, error=error, status=422)
    told(request, None, _("已保存。"))
    return redirect("leading_group", code=code)


def _states(request: HttpRequest, organ: Organ) -> None:
    allowed(may_state_particulars(person_of(request), organ, timezone.localdate()))


def _page(
    request: HttpRequest,
    organ: Organ,
    form: ParticularsForm | None = None,
    error: OrganError | None = None,
    status: int = 200,
) -> HttpResponse:
    stated = particulars_of(organ)
    said = {name: getattr(stated, name) for name in STATED} | {"seen": stated.pk} if stated else {}
    shown = {
        "organ": organ,
        "office_section": "settings",
        "guide_url": reverse("open_guide", args=[organ.code]),
        "form": form or ParticularsForm(initial=said),
        "stated": stated,
        "parts": parts(stated),
        "missing": missing(stated),
        "renewals": renewals_shown(organ),
        "history": history(organ),
        "error": error,
        "states": may_state_particulars(person_of(request), organ, timezone.localdate()),
    }
    return render(request, "office/settings/particulars.html", shown, status=status)


def _group_page(
    request: HttpRequest,
    organ: Organ,
    forms: MemberForms | None = None,  # type: ignore[valid-type]
    error: OrganError | None = None,
    status: int = 200,
) -> HttpResponse:
    members = list(organ.leading_members.all())
    said = [
        {"place": one.place, "name": one.name, "title": one.title, "order": number}
        for number, one in enumerate(members, 1)
    ]
    shown = {
        "organ": organ,
        "office_section": "settings",
        "members": members,
        "forms": forms or MemberForms(initial=said),
        "seen": request.POST.get("seen") if forms else group_mark(organ),
        "error": error,
        "states": may_state_particulars(person_of(request), organ, timezone.localdate()),
    }
    return render(request, "office/settings/leading_group.html", shown, status=status)
