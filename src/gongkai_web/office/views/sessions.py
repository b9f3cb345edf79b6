"""已登录的设备: end one of them."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import person_of
from gongkai_web.organs.services import end_session


@require_POST
@login_required
def end_one(request: HttpRequest, session: int) -> HttpResponse:
    person = person_of(request)
    end_session(by=person, session=get_object_or_404(UserSession, pk=session, user=person))
    messages.success(request, _("那台设备已退出。"))
    return redirect("usersessions_list")
