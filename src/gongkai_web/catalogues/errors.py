"""What catalogues refuse, said to the person who asked."""

from gongkai.errors import GongkaiError


class CatalogueActError(GongkaiError):
    """An import, an assignment or a duty that may not be; the text says why and what to do."""
