"""Signing in through another system: only to an account that is here already, found by one stated claim."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from gongkai_web.organs.models import Person


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nothing is stored of what the other system says: it is asked anew each time, and decides by its claim alone."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who it is, or a page that says why not. Connecting a signed-in account to another is no way round."""
        account = _claimed(sociallogin)
        person = Person.objects.filter(account__iexact=account, is_active=True).first() if account else None
        if person is None or sociallogin.state.get("process") not in (None, AuthProcess.LOGIN):
            _refuse(request, account)
        sociallogin.user = person


def _claimed(sociallogin: SocialLogin) -> str:
    said: dict[str, Any] = sociallogin.account.extra_data
    facts = said.get("userinfo") or said.get("id_token") or said
    value = facts.get(settings.SIGN_ON.claim)
    return value.strip() if isinstance(value, str) else ""


def _refuse(request: HttpRequest, account: str) -> NoReturn:
    shown = {"account": account, "name": settings.SIGN_ON.name}
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", shown, status=403))
