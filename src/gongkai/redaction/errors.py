"""What cannot be redacted, and what is not handed out."""

from gongkai.errors import GongkaiError


class RedactionError(GongkaiError):
    """Boxes that do not fit the document, or a result from which text could still be had."""
