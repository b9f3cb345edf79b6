"""One number of identity under two names: a number typed wrongly, or somebody else's paper. Shown to the office, never decided;
an applicant is told nothing of others."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai_web.requests.models import Request

_NAMED = 3
ADVICE = "证件号相同、姓名不同，请核对"


def other_names(request: Request) -> list[Request]:
    """The organ's other requests that bear this one's number of identity under another name, the newest first."""
    who = request.applicant
    if not who.identity_key or not who.name_key:
        return []
    found = Request.objects.filter(organ=request.organ_id, applicant__identity_key=who.identity_key)
    return list(found.exclude(applicant__name_key__in=("", who.name_key)).order_by("-pk"))


def warned(request: Request) -> str:
    """The sentence for the page of the request; "" where there is nothing to say."""
    others = other_names(request)
    if not others:
        return ""
    more = f" 等 {len(others)} 件" if len(others) > _NAMED else ""
    return f"这个证件号已登记在另一个姓名下（编号 {numbers(others[:_NAMED])}{more}），请核对。"


def several_names(requests: Iterable[Request]) -> bool:
    """Whether what is taken as one applicant was registered under more than one name."""
    return len({one.applicant.name_key for one in requests if one.applicant.name_key}) > 1


def numbers(requests: Iterable[Request]) -> str:
    return "、".join(one.number for one in requests)
