"""What affairs refuse, said to the person who asked."""

from gongkai.errors import GongkaiError


class AffairError(GongkaiError):
    """An affair, a placement or an expectation that may not be; the text says why and what to do."""
