"""How allauth meets our accounts: nobody signs up, and every sign-in and sign-out is in the log."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from gongkai_web.audit.services import record


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        record(key="person.signed_in", actor=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            record(key="person.signed_out", actor=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """A password that its owner chose: the first one, known to whoever made the account, has served."""
        user.must_change_password = False
        super().set_password(user, password)
        record(key="person.password_changed", actor=user)
