"""The public log of answered requests; and the page on which the office writes of one."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.applicants import public_log
from gongkai_web.applicants.models import PublicAnswer
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.requests.rules import may_handle, seen_by

COLUMN = "requests"
PER_PAGE = 30


class PublicAnswerForm(forms.Form):
    title = forms.CharField(
        label="申请的信息",
        max_length=200,
        help_text="不写申请人，也不写能认出申请人的内容",
        error_messages={"required": "请填写"},
    )
    answer = forms.CharField(
        label="答复的要点",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text="机关自己概括，别人看了就不必再申请；已经公开的写明在哪里",
        error_messages={"required": "请填写"},
    )


@require_safe
def answered(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    found = Paginator(public_log.shown(organ), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "applicants/answered.html", around(request, organ, COLUMN) | {"sheet": found})


@require_safe
def one(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    found = get_object_or_404(public_log.shown(organ), pk=pk)
    return render(request, "applicants/answered_one.html", around(request, organ, COLUMN) | {"one": found})


@login_required
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person, now = organ_of(request, code), person_of(request), timezone.now()
    today = timezone.localdate(now)
    asked = get_object_or_404(seen_by(person, organ, today).select_related("organ", "applicant"), pk=pk)
    allowed(may_handle(person, organ, today))
    kept = PublicAnswer.objects.filter(request=asked).first()
    initial = {"title": kept.title if kept else asked.subject, "answer": kept.answer if kept else ""}
    form, error, status = PublicAnswerForm(initial=initial, label_suffix=""), None, 200
    if request.method == "POST":
        form, status = PublicAnswerForm(request.POST, label_suffix=""), 422
        try:
            if "withdraw" in request.POST:
                public_log.withdraw(by=person, request=asked, now=now)
                return redirect("request_public_answer", code, pk)
            if form.is_valid():
                public_log.publish(by=person, request=asked, now=now, **form.cleaned_data)
                return redirect("request_public_answer", code, pk)
        except GongkaiError as refused:
            error = refused
    shown = {"organ": organ, "office_section": "requests", "asked": asked, "kept": kept, "form": form, "error": error}
    return render(request, "applicants/office_answer.html", shown, status=status)
