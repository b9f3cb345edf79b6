"""SM3 (GB/T 32905—2016) of what a file holds: its name on the disk, and what a decision binds to."""

from __future__ import annotations

import hashlib


def sm3(content: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.new("sm3", content).hexdigest()
