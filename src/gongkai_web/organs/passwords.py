"""Passwords: what a person may choose, and the first one, which the program makes."""

from __future__ import annotations

import secrets
import string

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_FEWEST_KINDS = 3
_SHORTEST = 10
# Without letters and digits that are taken for one another on paper.
_READABLE = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"
_FIRST_LENGTH = 14
_FEW_ROUNDS = 20_000


class LengthValidator:
    """At least ten characters. Django's own says it in English where its catalogue lacks the plural."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < _SHORTEST:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        return _("密码至少 10 个字符。")


class KindsValidator:
    """At least three of: small letters, capitals, digits, others (GB/T 22239—2019 asks for complexity)."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = sum(any(char in kind for char in password) for kind in _KINDS)
        others = any(all(char not in kind for kind in _KINDS) for char in password)
        if kinds + others < _FEWEST_KINDS:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("密码应包含小写字母、大写字母、数字、其他符号中的至少三种。")


class LikenessValidator(UserAttributeSimilarityValidator):
    """Not like the account, the name, the telephone. Django's own names the field as the code does."""

    def validate(self, password: str, user: object = None) -> None:
        try:
            super().validate(password, user)  # type: ignore[arg-type]
        except ValidationError as error:
            raise ValidationError(self.get_help_text(), code="password_too_similar") from error

    def get_help_text(self) -> str:
        return _("密码不能和账号、姓名、电话、邮箱相近。")


def advice() -> str:
    """What a password must be, in one line."""
    return " ".join(
        [LengthValidator().get_help_text(), KindsValidator().get_help_text(), _("不要用姓名、账号、电话和常见的密码。")]
    )


def first_password() -> str:
    """One that satisfies the rules; shown once, and changed at the first sign-in. About 78 bits."""
    while True:
        password = "".join(secrets.choice(_READABLE) for _ in range(_FIRST_LENGTH))
        if all(any(char in kind for char in password) for kind in _KINDS):
            return password


def hashed(first: str) -> str:
    """A first password as it is stored. It is random: stretching guards what could be guessed, and would make the
    accounts of a whole office take minutes. The first sign-in stores it anew in the usual way."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(first, hasher.salt(), iterations=_FEW_ROUNDS)
    return make_password(first)
