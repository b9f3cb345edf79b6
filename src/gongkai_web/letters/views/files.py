"""Files made for the moment, kept nowhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai_web.files.kinds import KINDS

PDF, DOCX = KINDS["pdf"].media_type, KINDS["docx"].media_type


def attached(data: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(not inline, name))
    response.headers["Cache-Control"] = "no-store"
    return response
