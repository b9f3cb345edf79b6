"""Who works at the demonstration's desks, for tests of pages."""

from __future__ import annotations

from django.test import Client

from gongkai_web.organs.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_(account: str) -> Client:
    """A browser in which this demonstration account is signed in; without an account, a stranger's."""
    client = Client()
    if account:
        client.force_login(Person.objects.get(account=f"demo-{account}"), BACKEND)
    return client
