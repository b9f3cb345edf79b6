"""The mailbox as the public has it: what it is, a letter written, its status by number and code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame import numbers
from gongkai_web.frame.public_pages import around
from gongkai_web.mailbox import converting, statistics
from gongkai_web.mailbox.errors import MailboxError, TooManyError
from gongkai_web.mailbox.kinds import FOR_WRITER
from gongkai_web.mailbox.limits import LETTER, count, refuse_too_many, source_of
from gongkai_web.mailbox.models import Letter, Reply
from gongkai_web.mailbox.public_forms import LetterForm, QueryForm, RatingForm
from gongkai_web.mailbox.rating import rate
from gongkai_web.mailbox.receiving import Receipt, attach, send_in
from gongkai_web.mailbox.selectors import by_code, published_letters
from gongkai_web.mailbox.setting import days_of, practice_of
from gongkai_web.organs.models import Organ
from gongkai_web.vault import codes

COLUMN, FEW = "mailbox", 8
COOKIE, SALT, OPEN_SECONDS = "gongkai_letter", "mailbox.own", 1800
"""A letter that was opened with its code stays open in this browser for half an hour, or until it is closed."""


def organ_with_mailbox(code: str) -> Organ:
    """Whose mailbox is open; for others there is no such page."""
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    if organ.ended_on is not None or not practice_of(organ).is_open:
        raise Http404
    return organ


@require_safe
def mailbox(request: HttpRequest, code: str) -> HttpResponse:
    """What it is for, and the two ways in."""
    organ = organ_with_mailbox(code)
    periods = [(kind, days) for kind, days in days_of(organ).items() if days.offered]
    today = timezone.localdate()
    shown = {
        "practice": practice_of(organ),
        "periods": periods,
        "newest": published_letters(organ)[:FEW],
        "year": today.year,
        "numbers": statistics.year(organ, today.year, today),
        "months": statistics.by_month(organ, today.year, today),
        "kinds": statistics.by_kind(organ, date(today.year, 1, 1), today),
    }
    return render(request, "mailbox/public_mailbox.html", around(request, organ, COLUMN) | shown)


@sensitive_post_parameters()
def write(request: HttpRequest, code: str) -> HttpResponse:
    """The letter. After it is sent its page says number and code, once."""
    organ = organ_with_mailbox(code)
    if request.method != "POST":
        return _form(request, organ, LetterForm(organ=organ))
    form = LetterForm(request.POST, request.FILES, organ=organ)
    if not form.is_valid():
        return _form(request, organ, form, status=422)
    now, source = timezone.now(), source_of(request)
    try:
        refuse_too_many(LETTER, source, now)
        receipt = sent_with_files(organ, form, now)
    except GongkaiError as error:
        return _form(request, organ, form, error, 429 if isinstance(error, TooManyError) else 422)
    count(LETTER, source, now)
    shown = {"letter": receipt.letter, "code": codes.shown(receipt.code)}
    return render(request, "mailbox/public_receipt.html", around(request, organ, COLUMN) | shown)


@transaction.atomic
def sent_with_files(organ: Organ, form: LetterForm, now: datetime) -> Receipt:
    """The letter and what came with it, or nothing of either."""
    receipt = send_in(organ=organ, written=form.written(), now=now)
    attach_upload(receipt.letter, form, now)
    return receipt


def attach_upload(letter: Letter, form: forms.Form, now: datetime) -> None:
    """What a public form brought along, if it did."""
    upload = form.cleaned_data.get("file")
    if upload:
        attach(by=None, letter=letter, name=upload.name or "", content=upload.read(), now=now)


def _form(
    request: HttpRequest, organ: Organ, form: LetterForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {"form": form, "error": error, "practice": practice_of(organ)}
    return render(request, "mailbox/public_write.html", around(request, organ, COLUMN) | shown, status=status)


@sensitive_post_parameters()
def query(request: HttpRequest, code: str) -> HttpResponse:
    """Number and code open the letter in this browser for a while."""
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    form = QueryForm(request.POST or None, initial={"number": request.GET.get("number", "")[:60]})
    error, status = None, 200
    other = numbers.elsewhere(request.POST.get("number", ""), "open_mailbox_query", organ)
    if request.method == "POST":
        status = 422
        if form.is_valid() and not other:
            try:
                return _opened(request, organ, form)
            except GongkaiError as refused:
                error, status = refused, 429 if isinstance(refused, TooManyError) else 422
    shown = {"form": form, "error": error, "elsewhere": other}
    return render(request, "mailbox/public_query.html", around(request, organ, COLUMN) | shown, status=status)


def _opened(request: HttpRequest, organ: Organ, form: QueryForm) -> HttpResponse:
    given = form.cleaned_data
    letter = by_code(organ, given["number"], given["code"], source_of(request), timezone.now())
    if letter is None:
        raise MailboxError(_("编号或者查询码不对"), _("请核对回执上的编号和查询码；丢失的，请打电话给本机关"))
    answer = redirect("open_mailbox_mine", organ.code)
    answer.set_signed_cookie(
        COOKIE,
        str(letter.pk),
        salt=SALT,
        max_age=OPEN_SECONDS,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
        path=f"/open/{organ.code}/mailbox/",
    )
    return answer


def own_letter(request: HttpRequest, organ: Organ) -> Letter | None:
    """The letter that was opened in this browser."""
    key = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=OPEN_SECONDS)
    return Letter.objects.select_related("organ").filter(pk=key, organ=organ).first() if key else None


@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """Where my letter stands."""
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    letter = own_letter(request, organ)
    return _mine(request, letter, RatingForm()) if letter else redirect("open_mailbox_query", code)


@require_POST
def judge(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ, code=code)
    letter = own_letter(request, organ)
    if letter is None:
        return redirect("open_mailbox_query", code)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _mine(request, letter, form, status=422)
    try:
        rate(letter=letter, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _mine(request, letter, form, error, 422)
    return redirect("open_mailbox_mine", code)


@require_POST
def consent(request: HttpRequest, code: str) -> HttpResponse:
    """Yes or no to making a request for government information of it."""
    organ = get_object_or_404(Organ, code=code)
    letter, answer = own_letter(request, organ), request.POST.get("answer", "")
    if letter is None or answer not in ("yes", "no"):
        return redirect("open_mailbox_mine", code)
    try:
        converting.consent(letter=letter, agrees=answer == "yes", now=timezone.now())
    except GongkaiError as error:
        return _mine(request, letter, RatingForm(), error, 422)
    return redirect("open_mailbox_mine", code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """For a browser that others use, too."""
    answer = redirect("open_mailbox_query", code)
    answer.delete_cookie(COOKIE, path=f"/open/{code}/mailbox/")
    return answer


def _mine(
    request: HttpRequest, letter: Letter, form: RatingForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "letter": letter,
        "steps": letter.steps.filter(act__in=FOR_WRITER),
        "reply": Reply.objects.filter(letter=letter, state=Reply.State.SENT).first(),
        "form": form,
        "asked": letter.consent_asked_at is not None and letter.is_open,
        "error": error,
    }
    page = around(request, letter.organ, COLUMN) | shown
    return render(request, "mailbox/public_mine.html", page, status=status)
