"""What a reader sees of a page: its words, its links, its meta tags."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse
from django.test import Client


def body(response: HttpResponse) -> str:
    found = b"".join(response.streaming_content) if response.streaming else response.content
    return found.decode()


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return body(response)


def metas(content: str) -> dict[str, str]:
    pairs = re.findall(r'<meta name="(\w+)" content="([^"]*)">', content)
    return {name: html.unescape(value) for name, value in pairs if name[0].isupper()}


def titles(content: str) -> list[str]:
    """Of the items a list shows, in its order."""
    return [html.unescape(one) for one in re.findall(r'class="items__title" href="[^"]*">([^<]*)</a>', content)]
