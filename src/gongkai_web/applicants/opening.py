"""Number and code open a letter's requests, or a correction, in one browser for half an hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai_web.applicants.errors import ApplicantError
from gongkai_web.applicants.limits import GUESS, count, refuse_too_many
from gongkai_web.applicants.models import Access
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ
from gongkai_web.vault import codes

COOKIE, SALT, OPEN_SECONDS = "gongkai_request", "applicants.own", 1800
_NOBODYS = "0" * 64


def opened(*, organ: Organ, number: str, code: str, source: str, now: datetime) -> Access:
    """Raises ApplicantError for a wrong pair, which is counted and in the log; TooManyError after too many from one place.

    Not by number: anybody could then keep the applicant out.
    """
    asked = number.strip().upper()
    refuse_too_many(GUESS, source, now)
    by_number = Q(applicant__requests__number=asked) | Q(applicant__corrections__number=asked)
    found = Access.objects.filter(by_number, applicant__organ=organ).select_related("first", "correction")
    access = found.distinct().first()
    bound_to, kept = (access.number, access.code_hash) if access else (asked, _NOBODYS)
    # A number that does not exist is compared, too: how long it takes tells nothing.
    if codes.matches(bound_to, code, kept) and access:
        return access
    count(GUESS, source, now)
    record(key="request.code_refused", actor=None, organ=organ.code, source=source)
    raise ApplicantError(
        _("编号或者查询码不对"), _("请核对回执上的编号和查询码；查询码丢失的，请带证件到本机关查询"), code="WRONG_CODE"
    )


def remember(answer: HttpResponse, request: HttpRequest, organ: Organ, access: Access) -> None:
    answer.set_signed_cookie(
        COOKIE,
        str(access.applicant_id),
        salt=SALT,
        max_age=OPEN_SECONDS,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
        path=path_of(organ.code),
    )


def path_of(code: str) -> str:
    return f"/open/{code}/my-request/"


def access_of(request: HttpRequest, organ: Organ) -> Access | None:
    """What was opened in this browser."""
    key: Any = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=OPEN_SECONDS)
    found = Access.objects.select_related("applicant", "first__organ", "correction__organ")
    return found.filter(applicant_id=key, applicant__organ=organ).first() if key else None
