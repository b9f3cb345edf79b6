"""A browser of somebody signed in, and the addresses of an item's pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from gongkai_web.organs.models import Person
from gongkai_web.publishing.drafting import open_revision
from gongkai_web.publishing.forms.content import ContentForm, typed
from gongkai_web.publishing.models import Item


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(item: Item, page: str = "") -> str:
    return f"/office/{item.organ.code}/items/{item.pk}/{page}"


def form_of(item: Item, **changes: Any) -> dict[str, Any]:
    """What the editor's form would send if nothing but `changes` were typed."""
    revision = open_revision(item)
    assert revision
    form = ContentForm(item=item, initial=typed(revision))
    sent = {name: form[name].value() for name in form.fields}
    sent["column"] = revision.column_id or ""
    plain = {name: value for name, value in sent.items() if value not in (None, "")}
    return {"lock": revision.lock, "act": "save"} | plain | changes


def location(answer: HttpResponse) -> str:
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer.headers["Location"])
