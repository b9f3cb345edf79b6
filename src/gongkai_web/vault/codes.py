"""The query code a citizen is given once: random, kept only as a digest bound to the number it goes with."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is read wrong: 0 and O, 1, I and L."""
LENGTH = 18
"""31 signs, 18 times: 89 bits."""
GROUP = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """In groups, as it is read out and copied: K7QM2P-9XWE4T-HHF3RA."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def digest(number: str, code: str) -> str:
    """A random code of this length needs no slow hash; the number binds it to what it opens."""
    return hashlib.sha256(f"{number}|{plain(code)}".encode()).hexdigest()


def plain(code: str) -> str:
    """As it was given: without groups, spaces and small letters."""
    return "".join(sign for sign in code.upper() if sign in ALPHABET)


def matches(number: str, code: str, kept: str) -> bool:
    return bool(kept) and hmac.compare_digest(digest(number, code), kept)
