"""The organ's side of the messages of one request."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.applicants import corresponding
from gongkai_web.applicants.models import Access
from gongkai_web.applicants.public_forms import MessageForm
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.requests.rules import may_handle, seen_by


@login_required
def messages(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """To read for whoever sees the request; to write for the disclosure office."""
    organ, person, now = organ_of(request, code), person_of(request), timezone.now()
    today = timezone.localdate(now)
    asked = get_object_or_404(seen_by(person, organ, today).select_related("organ", "applicant"), pk=pk)
    handles = may_handle(person, organ, today)
    form, error, status = MessageForm(label_suffix=""), None, 200
    if request.method == "POST":
        allowed(handles)
        form, status = MessageForm(request.POST, label_suffix=""), 422
        if form.is_valid():
            try:
                corresponding.write(request=asked, by=person, now=now, **form.cleaned_data)
                return redirect("request_messages", code, pk)
            except GongkaiError as refused:
                error = refused
    form.fields["text"].label = "给申请人留言"
    if handles:
        corresponding.read(asked, by_applicant=False, now=now)
    shown = {
        "organ": organ,
        "office_section": "requests",
        "asked": asked,
        "messages": asked.messages.select_related("by"),
        "handles": handles,
        "reached": Access.objects.filter(applicant=asked.applicant).exists(),
        "form": form,
        "error": error,
    }
    return render(request, "applicants/office_messages.html", shown, status=status)
