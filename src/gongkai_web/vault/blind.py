"""Blind indexes: the same person found again without the value being stored. Their key is not the one that seals."""

from __future__ import annotations

import hmac
import unicodedata

from gongkai_web.vault.keyring import keyring


def normalized(value: str) -> str:
    """Width, spaces and case do not make another number or name of it."""
    return "".join(unicodedata.normalize("NFKC", value).split()).casefold()


def digest(value: str, *, purpose: str) -> str:
    """64 hexadecimal digits (HMAC-SM3), or "" for a blank: two blanks are not the same person, so never match on "".

    `purpose` keeps digests of different columns apart: one that leaks says nothing about another.
    """
    text = normalized(value)
    if not text:
        return ""
    message = f"{purpose}\0{text}".encode()
    return hmac.new(keyring().blind, message, "sm3").hexdigest()
