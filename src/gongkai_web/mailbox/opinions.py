"""Opinions wanted, as the public has them: what is open, saying something, and what became of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.forms import keep_whole
from gongkai_web.frame.public_pages import around
from gongkai_web.mailbox import consulting
from gongkai_web.mailbox.errors import TooManyError
from gongkai_web.mailbox.limits import OPINION, count, refuse_too_many, source_of
from gongkai_web.mailbox.models import Consultation
from gongkai_web.mailbox.public_forms import TOO_LONG
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.gate import visible

COLUMN = "opinions"


class OpinionForm(forms.Form):
    text = forms.CharField(
        label=_("您的意见"),
        max_length=consulting.MOST_OPINION,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text=_("请写明对哪一条有什么意见。意见采纳与否都会公布，不公布姓名。"),
        error_messages={"required": _("请写您的意见"), "max_length": TOO_LONG},
    )
    name = forms.CharField(label=_("姓名或者单位（可以不写）"), max_length=60, required=False)
    contact = forms.CharField(
        label=_("联系方式（可以不写）"), max_length=100, required=False, help_text=_("想听取您详细说明时用，不公开")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_whole(self)


def public_consultations(organ: Organ, now: datetime) -> QuerySet[Consultation]:
    """Those whose draft the public may read, from the first day on."""
    shown = Consultation.objects.filter(organ=organ, item__in=visible(now), opens_on__lte=timezone.localdate(now))
    return shown.select_related("item", "organ").order_by("-closes_on", "-pk")


@dataclass(frozen=True, slots=True)
class Row:
    consultation: Consultation
    state: str
    """open, closed or answered."""

    @classmethod
    def of(cls, one: Consultation, day: date) -> Row:
        answered = one.published_at is not None
        return cls(one, "answered" if answered else "open" if one.takes_on(day) else "closed")


@require_safe
def opinions(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    now = timezone.now()
    rows = [Row.of(one, timezone.localdate(now)) for one in public_consultations(organ, now)]
    return render(request, "mailbox/public_opinions.html", around(request, organ, COLUMN) | {"rows": rows})


@require_safe
def consultation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _page(request, _found(code, pk))


@sensitive_post_parameters()
def say(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """An opinion; afterwards that it has come, and its number."""
    found = _found(code, pk)
    if not found.takes_on(timezone.localdate()) or found.published_at is not None:
        raise Http404
    if request.method != "POST":
        return _form(request, found, OpinionForm())
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(OPINION, source, now)
        kept = consulting.say(consultation=found, now=now, **form.cleaned_data)
    except GongkaiError as error:
        return _form(request, found, form, error, 429 if isinstance(error, TooManyError) else 422)
    count(OPINION, source, now)
    return _page(request, found, kept.ordinal)


def _found(code: str, pk: int) -> Consultation:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    return get_object_or_404(public_consultations(organ, timezone.now()), pk=pk)


def _page(request: HttpRequest, found: Consultation, said: int | None = None) -> HttpResponse:
    shown = {
        "row": Row.of(found, timezone.localdate()),
        "one": found,
        "said": said,
        "received": found.opinions.count(),
        "points": found.points.annotate(several=Count("opinions")) if found.published_at else [],
    }
    return render(request, "mailbox/public_consultation.html", around(request, found.organ, COLUMN) | shown)


def _form(
    request: HttpRequest, found: Consultation, form: OpinionForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {"one": found, "form": form, "error": error}
    page = around(request, found.organ, COLUMN) | shown
    return render(request, "mailbox/public_say.html", page, status=status)
