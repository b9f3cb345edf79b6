"""What the citizen's pages refuse, said to the citizen."""

from gongkai.errors import GongkaiError


class ApplicantError(GongkaiError):
    """Something a citizen wanted that may not be, or not now; the text says why and what to do."""


class TooManyError(ApplicantError):
    """Too many attempts from one place in an hour."""
