"""What a browser would do with a page: find its hidden fields and send the form again."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of the page, but the security mark."""
    fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(response.content.decode())}
    return {name: value for name, value in fields.items() if name not in ("csrfmiddlewaretoken", "next")}


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def upload(data: bytes, name: str = "年报.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def checked(client: Client, file: Path) -> HttpResponse:
    """The page after dropping one file."""
    return client.post("/check/", {"files": upload(file.read_bytes(), file.name)})


def begun(client: Client, **answers: Any) -> HttpResponse:
    """The page of a report that was begun from an empty form."""
    given = {"agency": "大峪镇人民政府", "year": "2024", "way": "empty"} | answers
    return client.post("/compile/", given)


def edited(client: Client, page: HttpResponse, address: str = "/compile/edit/", **fields: str) -> HttpResponse:
    """The page after typing into it; a cell is named by its path with __ for the dots."""
    cells = {f"cell:{name.replace('__', '.')}" if "__" in name else name: value for name, value in fields.items()}
    return client.post(address, hidden(page) | cells)
