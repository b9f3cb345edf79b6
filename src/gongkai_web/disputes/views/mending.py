"""Mending what was recorded wrongly: an act, what was typed from the papers, the whole record."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.disputes import services
from gongkai_web.disputes.forms import AmendForm, StrikeForm, VoidForm, initial_of
from gongkai_web.disputes.models import Act
from gongkai_web.disputes.story import title_of
from gongkai_web.disputes.views.common import asked, handled_dispute, version_of


@login_required
def void(request: HttpRequest, code: str, pk: int, entry: int) -> HttpResponse:
    found, person = handled_dispute(request, code, pk)
    wrong = get_object_or_404(Act.objects.select_related("dispute__organ"), pk=entry, dispute=found)
    given = request.POST if request.method == "POST" else None
    form, error = VoidForm(given), None
    if given is not None and form.is_valid():
        try:
            services.void(by=person, act=wrong, version=version_of(request), now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，期限重新计算过了")
            return redirect("dispute", code, pk)
    said = "作废的登记不删除，划去并写明理由；期限和状态从头重新计算，申请里随它登记的也一起更正。"
    title = f"更正：{title_of(wrong.step)}（{wrong.on:%Y}年{wrong.on.month}月{wrong.on.day}日）"
    return asked(
        request, "disputes/mend.html", found, form=form, error=error, title=title, said=said, button="作废这一条"
    )


@login_required
def amend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Who filed is not shown here: what is typed takes the place of what is sealed, a blank leaves it."""
    found, person = handled_dispute(request, code, pk)
    given = request.POST if request.method == "POST" else None
    begin = {**initial_of(found), "filer": "", "contact": ""}
    form, error = AmendForm(given, organ=found.organ, initial=begin), None
    if given is not None and form.is_valid():
        try:
            services.amend(
                by=person,
                dispute=found,
                version=version_of(request),
                filing=form.filing_for(found),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，期限重新计算过了")
            return redirect("dispute", code, pk)
    said = "收到副本的日期、程序改了以后，答复期限重新计算；原来填的和更正的理由都留在经过和日志里。"
    return asked(
        request, "disputes/mend.html", found, form=form, error=error, title="更正登记的内容", said=said, button="更正"
    )


@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = handled_dispute(request, code, pk)
    given = request.POST if request.method == "POST" else None
    form, error = StrikeForm(given), None
    if given is not None and form.is_valid():
        try:
            services.strike(
                by=person, dispute=found, version=version_of(request), now=timezone.now(), **form.cleaned_data
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已作废，不再统计")
            return redirect("dispute", code, pk)
    said = "整件不应当登记的才作废：作废以后不能恢复，不计入年报，编号不再使用；记录和理由仍然看得到。"
    return asked(
        request, "disputes/mend.html", found, form=form, error=error, title="作废这一件", said=said, button="作废这一件"
    )
