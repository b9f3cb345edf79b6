"""台账: the registers of a year as a workbook, and taking in a ledger kept elsewhere until now."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.audit.services import record
from gongkai_web.channels.workbooks import XLSX
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.importing import HEADS, NEEDED, read, refused_workbook
from gongkai_web.requests.importing import take_in as take_rows
from gongkai_web.requests.models import Request
from gongkai_web.requests.registers import workbook
from gongkai_web.requests.views.common import SECTION, handled_organ
from gongkai_web.vault.services import reveal


@require_safe
@login_required
def registers(request: HttpRequest, code: str) -> HttpResponse:
    organ, _ = handled_organ(request, code)
    return render(
        request, "requests/registers.html", {"organ": organ, "office_section": SECTION, "years": _years(organ)}
    )


def _years(organ: Organ) -> list[dict[str, int]]:
    """With how many arrived in each, the latest first; a year in which none arrived still has those carried into it."""
    found = Request.objects.filter(organ=organ).order_by().annotate(year=ExtractYear("arrived_on"))
    arrived = dict(found.values_list("year").annotate(Count("pk")))
    last = max([*arrived, timezone.localdate().year]) if arrived else 0
    return [{"year": year, "number": arrived.get(year, 0)} for year in range(last, min(arrived, default=1) - 1, -1)]


@never_cache
@login_required
def workbook_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Masked for whoever opens the link; with the names in the open by a reason that stands in the log."""
    organ, person = handled_organ(request, code)
    allowed(MINYEAR <= number < MAXYEAR)
    named = request.method == "POST"
    if named:
        try:
            reveal(actor=person, what=f"{number}年台账的申请人", reason=request.POST.get("reason", ""), organ=code)
        except GongkaiError as error:
            shown = {"organ": organ, "office_section": SECTION, "years": _years(organ), "error": error}
            return render(request, "requests/registers.html", shown, status=422)
    data = workbook(organ, number, named=named)
    with transaction.atomic():
        record(key="request.registers_taken", actor=person, organ=organ.code, number=f"{number}年", named=named)
    return _file(data, f"{organ.name}{number}年依申请公开台账.xlsx")


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename=\"ledger.xlsx\"; filename*=UTF-8''{quote(name, safe='')}"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@login_required
def take_in(request: HttpRequest, code: str) -> HttpResponse:
    """First only looked at; with the tick taken in. What is refused can be had as a workbook."""
    organ, person = handled_organ(request, code)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "heads": [(HEADS[name][0], name in NEEDED) for name in HEADS],
    }
    if request.method != "POST":
        return render(request, "requests/import.html", shown)
    upload, real = request.FILES.get("file"), "real" in request.POST
    try:
        if upload is None:
            raise RequestError("没有选文件", "请选 xlsx 表格")
        rows = read(upload.read(), upload.name or "")
        report = take_rows(by=person, organ=organ, rows=rows, dry=not real, now=timezone.now())
    except GongkaiError as error:
        return render(request, "requests/import.html", shown | {"error": error}, status=422)
    if "refused" in request.POST and report.refused:
        return _file(refused_workbook(report), "没有导入的行.xlsx")
    return render(request, "requests/import.html", shown | {"report": report, "real": real})
