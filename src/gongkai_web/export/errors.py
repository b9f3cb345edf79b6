"""What the export refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class ExportError(GongkaiError):
    """A folder, a theme or a key that cannot be used, or an export that is running already."""
