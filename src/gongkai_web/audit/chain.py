"""The digest that binds an entry to the one before it: SM3 (GB/T 32905—2016), the hash Chinese offices are held to."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from gongkai_web.audit.models import Entry

START = "0" * 64
"""What stands before the first entry."""


def canonical(data: object) -> str:
    """JSON with one spelling only: the same facts give the same digest on every database."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(entry: Entry) -> str:
    """64 hexadecimal digits over everything the entry says, the digest before it included."""
    said = [
        entry.previous,
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        *(entry.key, entry.actor, entry.actor_name, entry.organ, entry.target, entry.data),
    ]
    return hashlib.new("sm3", canonical(said).encode()).hexdigest()
