"""What the services of organs refuse, said to the person who asked."""

from gongkai.errors import GongkaiError


class OrganError(GongkaiError):
    """An appointment, a delegation or a change of an organ that may not be; the text says why and what to do."""
