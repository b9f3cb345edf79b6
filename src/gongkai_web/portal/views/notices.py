"""政府信息公开指南, 政府信息公开制度, and how to ask for what was not disclosed: pages made of the organ's own data and the law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.statute import regime_on
from gongkai_web.files.kinds import KINDS
from gongkai_web.portal import request_form
from gongkai_web.portal.frames import REQUESTS, frame_of, page, top_column
from gongkai_web.portal.kept.pages import kept, of_its_organ, whole
from gongkai_web.portal.national_rules import NATIONAL
from gongkai_web.portal.paging import Pages
from gongkai_web.portal.selectors.items import top_items
from gongkai_web.portal.selectors.rules import by_level_above
from gongkai_web.publishing import columns
from gongkai_web.publishing.editions import EVERYTHING


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Made anew each time: few ask for it, and what an office has just stated should stand here."""
    frame = frame_of(request, code)
    context = {"members": frame.organ.leading_members.all()}
    around = page(request, frame, columns.GUIDE, top_column(columns.GUIDE))
    return render(request, "portal/guide.html", around | context)


@require_safe
@kept(whole)
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """By level: the nation's, those of the governments above, the organ's own."""
    frame, now = frame_of(request, code, EVERYTHING), timezone.now()
    own = Pages(top_items(frame.organ, columns.RULES, now), request.GET.dict())
    context = {"national": NATIONAL, "above": by_level_above(frame.organ, now), "pages": own}
    around = page(request, frame, columns.RULES, top_column(columns.RULES))
    return render(request, "portal/rules.html", around | context)


@require_safe
@kept(of_its_organ)
def requests(request: HttpRequest, code: str) -> HttpResponse:
    """What happens with a request and when; the periods are those of the law on this day."""
    around = page(request, frame_of(request, code), REQUESTS, top_column(REQUESTS))
    return render(request, "portal/requests.html", around | {"regime": regime_on(timezone.localdate())})


@require_safe
@kept(of_its_organ)
def form(request: HttpRequest, code: str) -> HttpResponse:
    """The form to print and fill in by hand, with what 《条例》第二十九条 asks for and nothing else."""
    frame = frame_of(request, code)
    context = {"form": request_form.FORM, "note": request_form.note(frame.contact)}
    around = page(request, frame, REQUESTS, top_column(REQUESTS))
    return render(request, "portal/request_form.html", around | context)


@require_safe
@kept(of_its_organ)
def form_docx(request: HttpRequest, code: str) -> HttpResponse:
    frame = frame_of(request, code)
    content = request_form.as_docx(frame.name, frame.contact)
    return HttpResponse(content, content_type=KINDS["docx"].media_type)
