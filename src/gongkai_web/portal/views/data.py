"""开放数据: the list of an organ's items as CSV and JSON, which is also its 政府信息公开目录 (《条例》第十二条第三款)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.portal.frames import frame_of, page
from gongkai_web.portal.kept.pages import kept, of_its_organ
from gongkai_web.portal.open_data import FIELDS, Filters, as_csv, as_json, rows
from gongkai_web.portal.selectors.items import years
from gongkai_web.publishing.codes import categories_of
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.validity import Validity

FORMS = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json; charset=utf-8")}


@require_safe
@kept(of_its_organ)
def about(request: HttpRequest, code: str) -> HttpResponse:
    """What there is to take, with the filters as a form that leads to it."""
    frame = frame_of(request, code)
    organ = frame.organ
    context = {
        "fields": FIELDS,
        "years": years(visible(timezone.now()).filter(organ=organ)),
        "validities": Validity.choices,
        "categories": categories_of(organ.level),
        "forms": [(form, reverse("open_data_items", args=[organ.code, form])) for form in FORMS],
    }
    return render(request, "portal/data.html", page(request, frame) | context)


@require_safe
def items(request: HttpRequest, code: str, form: str) -> StreamingHttpResponse:
    """Row by row, a batch at a time: what is recalled while it runs is not in the batches that are still to come."""
    if form not in FORMS:
        raise Http404
    organ = frame_of(request, code).organ
    write, kind = FORMS[form]
    found = rows(organ, Filters.read(request.GET.dict()), request.build_absolute_uri("/").rstrip("/"))
    response = StreamingHttpResponse(write(organ, found), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{organ.code}-items.{form}"'
    response.headers["Cache-Control"] = "no-cache"
    return response
