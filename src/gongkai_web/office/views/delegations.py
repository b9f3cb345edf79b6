"""我的委托: who acts for me while I am away, and for whom I act."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import person_of
from gongkai_web.office.deeds import refused, told
from gongkai_web.office.forms import DelegateForm
from gongkai_web.office.selectors import delegable_posts, delegations_of
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Delegation
from gongkai_web.organs.services import delegate, withdraw


@login_required
def delegations(request: HttpRequest) -> HttpResponse:
    person, day = person_of(request), timezone.localdate()
    posts = delegable_posts(person, day)
    if request.method != "POST":
        return _page(request, DelegateForm(posts=posts, person=person, day=day, initial={"since": day}))
    form = DelegateForm(request.POST, posts=posts, person=person, day=day)
    if not form.is_valid():
        return _page(request, form, status=422)
    error = refused(lambda: delegate(by=person, **form.cleaned_data))
    if error:
        return _page(request, form, error=error, status=422)
    told(
        request, None, _("已委托%(name)s。到期自动结束，也可以随时收回。") % {"name": form.cleaned_data["to"].full_name}
    )
    return redirect("delegations")


@login_required
@require_POST
def end(request: HttpRequest, delegation: int) -> HttpResponse:
    person = person_of(request)
    chosen = get_object_or_404(Delegation, pk=delegation, post__person=person, withdrawn_at__isnull=True)
    error = refused(lambda: withdraw(by=person, delegation=chosen))
    told(request, error, _("已收回，%(name)s不再代您办理。") % {"name": chosen.to.full_name})
    return redirect("delegations")


def _page(request: HttpRequest, form: DelegateForm, error: OrganError | None = None, status: int = 200) -> HttpResponse:
    person, day = person_of(request), timezone.localdate()
    given, taken = delegations_of(person, day)
    shown = {"form": form, "given": given, "taken": taken, "error": error, "day": day}
    return render(request, "office/delegations.html", shown, status=status)
