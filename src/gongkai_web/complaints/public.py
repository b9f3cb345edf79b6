"""The public's form. An organ that watches over nobody says who watches over it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from gongkai.errors import GongkaiError
from gongkai_web.complaints.kinds import Matter
from gongkai_web.complaints.public_forms import ComplaintForm
from gongkai_web.complaints.rules import watches
from gongkai_web.complaints.services import complainable, send
from gongkai_web.frame.public_pages import around
from gongkai_web.mailbox.errors import TooManyError
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.limits import LETTER, count, refuse_too_many, source_of
from gongkai_web.mailbox.public import attach_upload
from gongkai_web.mailbox.receiving import Receipt
from gongkai_web.mailbox.setting import days_of
from gongkai_web.organs.models import Organ
from gongkai_web.organs.selectors import supervisor_of
from gongkai_web.vault import codes

COLUMN = "requests"


@sensitive_post_parameters()
def complain(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code, ended_on=None)
    if not watches(organ):
        above = supervisor_of(organ)
        shown = {"above": above if above and watches(above) else None}
        return render(request, "complaints/public_elsewhere.html", around(request, organ, COLUMN) | shown)
    if request.method != "POST":
        about = complainable(organ).filter(code=request.GET.get("about", "")).first()
        return _form(request, organ, ComplaintForm(organ=organ, label_suffix="", initial={"about": about}))
    form = ComplaintForm(request.POST, request.FILES, organ=organ, label_suffix="")
    if not form.is_valid():
        return _form(request, organ, form, status=422)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(LETTER, source, now)
        receipt = _sent(organ, form, now)
    except GongkaiError as error:
        return _form(request, organ, form, error, 429 if isinstance(error, TooManyError) else 422)
    count(LETTER, source, now)
    shown = {"letter": receipt.letter, "code": codes.shown(receipt.code)}
    return render(request, "mailbox/public_receipt.html", around(request, organ, COLUMN) | shown)


@transaction.atomic
def _sent(organ: Organ, form: ComplaintForm, now: datetime) -> Receipt:
    given = form.cleaned_data
    matter = Matter(given["matter"])
    receipt, _ = send(organ=organ, about=given["about"], matter=matter, written=form.written(), now=now)
    attach_upload(receipt.letter, form, now)
    return receipt


def _form(
    request: HttpRequest, organ: Organ, form: ComplaintForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "error": error, "days": days_of(organ)[Kind.DISCLOSURE]}
    return render(request, "complaints/public_write.html", around(request, organ, COLUMN) | shown, status=status)
