"""The form, page by page; after the last one its receipt, once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.statute import regime_on
from gongkai_web.applicants import drafts, pages
from gongkai_web.applicants.errors import TooManyError
from gongkai_web.applicants.limits import FORM, count, refuse_too_many, source_of
from gongkai_web.applicants.pages import LAST, Page
from gongkai_web.applicants.public_log import asked_before
from gongkai_web.applicants.submitting import submit
from gongkai_web.frame.public_pages import around
from gongkai_web.organs.models import Organ
from gongkai_web.vault import codes

COLUMN = "requests"
COOKIE = "gongkai_apply"
_SWITCHES = ("language", "view", "contrast")
"""Buttons of the page's own form: what is typed is kept when somebody switches."""


def applied_to(code: str) -> Organ:
    """An organ that has ended takes no requests: for it there is no such page."""
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    if organ.ended_on is not None and organ.ended_on <= timezone.localdate():
        raise Http404
    return organ


@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    organ = applied_to(code)
    answers = drafts.answers_of(drafts.find(organ, _token(request), timezone.now()))
    shown = {
        "pages": pages.PAGES,
        "begun": bool(answers),
        "next_page": (pages.unfinished(answers) or LAST) if answers else pages.FIRST,
        "days": drafts.KEPT.days,
        "regime": regime_on(timezone.localdate()),
    }
    return render(request, "applicants/start.html", around(request, organ, COLUMN) | shown)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    organ = applied_to(code)
    drafts.discard(organ, _token(request))
    answer = redirect("apply", code)
    answer.delete_cookie(COOKIE, path=_path(organ))
    return answer


@sensitive_post_parameters()
def page(request: HttpRequest, code: str, page: str) -> HttpResponse:
    organ, found = applied_to(code), pages.page_of(page)
    if found is None:
        raise Http404
    answers = drafts.answers_of(drafts.find(organ, _token(request), timezone.now()))
    if request.method == "POST":
        return _answered(request, organ, found, answers)
    waiting = pages.unfinished(answers)
    if waiting and pages.CODES.index(waiting) < pages.CODES.index(found.code):
        return redirect("apply_page", code, waiting)
    return _shown(request, organ, found, found.form(initial=answers, answers=answers), answers)


def _answered(request: HttpRequest, organ: Organ, page: Page, answers: dict[str, str]) -> HttpResponse:
    """Whatever is typed is kept, also what is not right yet; only a page that is right leads on."""
    if page.code == LAST:
        return _handed_in(request, organ, page, answers)
    names = page.form(answers=answers).fields
    given = {name: request.POST.get(name, "").strip() for name in names}
    answers = answers | given
    token = drafts.save(organ, _token(request), given, timezone.now())
    form = page.form(answers, answers=answers)
    if any(name in request.POST for name in _SWITCHES):
        return _kept(_shown(request, organ, page, page.form(initial=answers, answers=answers), answers), request, token)
    if "back" in request.POST and pages.before(page.code):
        return _kept(redirect("apply_page", organ.code, pages.before(page.code)), request, token)
    if not form.is_valid():
        return _kept(_shown(request, organ, page, form, answers, status=422), request, token)
    return _kept(redirect("apply_page", organ.code, pages.after(page.code)), request, token)


def _handed_in(request: HttpRequest, organ: Organ, page: Page, answers: dict[str, str]) -> HttpResponse:
    if "back" in request.POST:
        return redirect("apply_page", organ.code, pages.before(page.code))
    waiting = pages.unfinished(answers)
    if waiting:
        return redirect("apply_page" if answers else "apply", *([organ.code, waiting] if answers else [organ.code]))
    if any(name in request.POST for name in _SWITCHES):
        return _shown(request, organ, page, page.form(answers=answers), answers)
    form = page.form(request.POST, request.FILES, answers=answers)
    if not form.is_valid():
        return _shown(request, organ, page, form, answers, status=422)
    now, source = timezone.now(), source_of(request)
    uploads = {name: form.cleaned_data[name] for name in request.FILES if name in form.cleaned_data}
    try:
        refuse_too_many(FORM, source, now)
        receipt = submit(
            organ=organ, answers=answers, files=uploads, language=translation.get_language() or "zh-hans", now=now
        )
    except GongkaiError as error:
        status = 429 if isinstance(error, TooManyError) else 422
        return _shown(request, organ, page, form, answers, error, status)
    count(FORM, source, now)
    drafts.discard(organ, _token(request))
    shown = {"asked": receipt.request, "query_code": codes.shown(receipt.code)}
    answer = render(request, "applicants/receipt.html", around(request, organ, COLUMN) | shown)
    answer.delete_cookie(COOKIE, path=_path(organ))
    return answer


def _shown(
    request: HttpRequest,
    organ: Organ,
    page: Page,
    form: Any,
    answers: dict[str, str],
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "form": form,
        "error": error,
        "page": page,
        "number": pages.number_of(page.code),
        "total": len(pages.PAGES),
        "before": pages.before(page.code),
        "is_last": page.code == LAST,
        "summary": pages.summary(answers) if page.code == LAST else (),
        "asked_before": asked_before(organ, answers.get("subject", "")) if page.code in ("what", LAST) else (),
    }
    return render(request, "applicants/page.html", around(request, organ, COLUMN) | shown, status=status)


def _kept(answer: HttpResponse, request: HttpRequest, token: str) -> HttpResponse:
    code = request.resolver_match.kwargs["code"] if request.resolver_match else ""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=drafts.KEPT,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
        path=f"/open/{code}/apply/",
    )
    return answer


def _token(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def _path(organ: Organ) -> str:
    return f"/open/{organ.code}/apply/"
