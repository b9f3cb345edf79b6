"""What this part refuses, said to the person who asked."""

from __future__ import annotations

from gongkai.errors import GongkaiError


class SendingError(GongkaiError):
    """A letter that may not be drafted, submitted or sent as it is; the text says why and what to do."""


class ChangedError(SendingError):
    """Somebody else has changed the letter since this page was opened; nothing was overwritten."""
