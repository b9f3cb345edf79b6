"""What allauth and axes do by themselves and the log must know: two steps switched on and off, an account locked."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.dispatch import receiver

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Person


@receiver(authenticator_added)
def two_steps_on(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record(key="person.two_steps_on", actor=user)


@receiver(authenticator_removed)
def two_steps_off(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record(key="person.two_steps_off", actor=user)


@receiver(user_locked_out)
def locked_out(username: str | None = None, **kwargs: Any) -> None:
    """Only of an account there is: somebody may have typed a password where the account belongs."""
    person = Person.objects.filter(account__iexact=username or "").first()
    if person:
        record(key="person.locked_out", actor=None, target=f"person:{person.account}")
