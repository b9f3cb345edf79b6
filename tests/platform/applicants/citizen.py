"""A citizen at a browser: the form filled in page by page, the receipt, the way back to one's request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai_web.requests.models import Request

NAME, IDENTITY, PHONE = "张三丰", "11010519491231002X", "13812345678"
SUBJECT = "2025年农村公路养护资金使用明细"
ANSWERS: dict[str, dict[str, str]] = {
    "who": {"category": "natural_person", "agent": "no"},
    "names": {"name": NAME, "identity_kind": "id_card", "identity_number": IDENTITY},
    "reach": {"phone": PHONE, "email": "zhang@example.cn", "tells": "yes"},
    "what": {"subject": SUBJECT},
    "how": {"form": "data", "way": "online", "help": ""},
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass
class Applied:
    client: Client
    request: Request
    code: str

    @property
    def given(self) -> dict[str, str]:
        return {"number": self.request.number, "code": self.code}


def fill(client: Client, **other: dict[str, str]) -> list[int]:
    """The pages before the last; the status of each."""
    return [
        client.post(f"/open/T1/apply/{page}/", answers | other.get(page, {})).status_code
        for page, answers in ANSWERS.items()
    ]


def picture(name: str = "身份证.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hand_in(client: Client, **other: Any) -> Any:
    return client.post("/open/T1/apply/send/", {"truth": "on"} | other)


def applied(client: Client | None = None, **files: Any) -> Applied:
    client = client or Client()
    fill(client)
    page = hand_in(client, **files).content.decode()
    code = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}", page)
    assert code, page
    return Applied(client, Request.objects.get(), code[0])


def opened(client: Client | None = None, **files: Any) -> Applied:
    found = applied(client, **files)
    assert found.client.post("/open/T1/my-request/", found.given).status_code == 302
    return found
