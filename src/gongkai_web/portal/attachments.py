"""The files of an item as its page lists them: name, kind, size, and where to open those a browser shows by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from gongkai_web.files.kinds import KINDS
from gongkai_web.publishing.gate import Shown
from gongkai_web.publishing.models import Attachment
from gongkai_web.publishing.preview import preview

PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Listed:
    """`view_url` is empty where a browser would not show it by itself."""

    name: str
    kind: str
    size: str
    url: str
    view_url: str
    is_picture: bool


def listed(shown: Shown) -> list[Listed]:
    """Everything but the main text."""
    return [_of(one) for one in shown.attachments if not one.is_main]


@dataclass(frozen=True, slots=True)
class MainText:
    """The document that is the text itself; `html` is clean, and empty where a page cannot show it."""

    file: Listed
    html: str


def main_text(shown: Shown) -> MainText | None:
    """Where the text was handed in as a file."""
    main = next((one for one in shown.attachments if one.is_main), None)
    return MainText(_of(main), preview(main.file).html) if main else None


def first_picture(request: HttpRequest, shown: Shown) -> str:
    pictures = (one for one in listed(shown) if one.is_picture)
    return next((request.build_absolute_uri(one.view_url) for one in pictures), "")


def _of(attachment: Attachment) -> Listed:
    file = attachment.file
    kind = KINDS[file.kind]
    url = file.get_absolute_url()
    return Listed(
        attachment.name or file.name,
        kind.label,
        filesizeformat(file.size),
        url,
        f"{url}?inline=1" if kind.inline else "",
        kind.family == PICTURES,
    )
