"""What the frame of every page shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai import __version__


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "view_mode": getattr(request, "view_mode", "standard"),
        "contrast": getattr(request, "contrast", "standard"),
        "version": __version__,
        "office": {
            "name": settings.OFFICE_NAME,
            "phone": settings.OFFICE_PHONE,
            "address": settings.OFFICE_ADDRESS,
            "is_known": bool(settings.OFFICE_NAME or settings.OFFICE_PHONE or settings.OFFICE_ADDRESS),
        },
    }
