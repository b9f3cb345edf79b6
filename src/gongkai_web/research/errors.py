"""What the research pages refuse, said to the reader."""

from gongkai.errors import GongkaiError


class ResearchError(GongkaiError):
    """Something that cannot be shown, or not now; the text says why and what to do."""


class TooManyError(ResearchError):
    """Too many downloads from one place in an hour."""


class BusyError(ResearchError):
    """Others' questions are being answered."""
