"""The redactions of a request: which there are, and beginning one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.files.kinds import KINDS
from gongkai_web.organs.models import Person
from gongkai_web.redactions import services
from gongkai_web.redactions.errors import RedactingError
from gongkai_web.redactions.models import Redaction
from gongkai_web.redactions.services import TAKEN
from gongkai_web.redactions.views.asking import SECTION, number_of
from gongkai_web.requests.models import Request
from gongkai_web.requests.views.common import handled_case

_ACCEPT = ",".join(f".{suffix}" for code in sorted(TAKEN) for suffix in KINDS[code].suffixes)


@login_required
def redactions(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Begun with a file that is uploaded, or with one of the request's papers."""
    case, person = handled_case(request, code, pk)
    error: GongkaiError | None = None
    if request.method == "POST":
        try:
            made = _begun(request, case, person)
        except GongkaiError as refused:
            error = refused
        else:
            return redirect("redaction", code, pk, made.pk)
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "rows": case.redactions.select_related("original", "by", "paper"),
        "papers": case.papers.filter(file__kind__in=TAKEN, file__redactions=None).select_related("file"),
        "accept": _ACCEPT,
        "error": error,
    }
    return render(request, "redactions/case.html", shown, status=422 if error else 200)


def _begun(request: HttpRequest, case: Request, person: Person) -> Redaction:
    now, given = timezone.now(), request.FILES.get("file")
    if given is not None:
        return services.upload(by=person, request=case, name=given.name or "", data=given.read(), now=now)
    paper = case.papers.filter(pk=number_of(request.POST.get("paper"))).select_related("file__organ").first()
    if paper is None:
        raise RedactingError("没有选文件", "请选要遮盖的原件，或者从这件申请的材料里选一份")
    return services.begin(by=person, request=case, file=paper.file, now=now)
