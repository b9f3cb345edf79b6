"""Files on their way out. What was uploaded never runs in a page of ours."""

from __future__ import annotations

import logging
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.files.errors import FileError
from gongkai_web.files.gate import may_read
from gongkai_web.files.kinds import KINDS
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content
from gongkai_web.organs.models import Person

_log = logging.getLogger("gongkai.files")
_NOTHING_RUNS = "sandbox; default-src 'none'; frame-ancestors 'none'"
# Older Chromium, of which the browsers in many offices are made, shows no PDF at all in a sandbox.
_PDF_IS_SHOWN = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One file by its number and name; a picture or PDF in the browser itself with ?inline=1."""
    stored = get_object_or_404(StoredFile, pk=pk, name=name)
    if not may_read(stored, _person(request), timezone.now()):
        raise Http404
    return serve(stored, as_attachment="inline" not in request.GET)


def serve(file: StoredFile, *, as_attachment: bool = True) -> HttpResponse:
    """The answer that carries a file; whoever calls this has asked the gate. Raises Http404 where the disk has lost it, or
    has something else: what was not reviewed does not leave."""
    try:
        handed_in = content(file)
    except FileError as error:
        _log.error("file %s: %s", file.pk, error)
        raise Http404 from error
    kind = KINDS[file.kind]
    way = "inline" if kind.inline and not as_attachment else "attachment"
    return HttpResponse(handed_in, content_type=kind.media_type, headers=_headers(file, way))


def _headers(file: StoredFile, way: str) -> dict[str, str]:
    suffix = file.name.rpartition(".")[2]
    shown = way == "inline" and file.kind == "pdf"
    return {
        "Content-Disposition": f"{way}; filename=\"file.{suffix}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Length": str(file.size),
        "Content-Security-Policy": _PDF_IS_SHOWN if shown else _NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def _person(request: HttpRequest) -> Person | None:
    """Whoever still has the first password is nobody yet."""
    user = request.user
    return user if isinstance(user, Person) and not user.must_change_password else None
