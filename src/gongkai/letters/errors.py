"""What can be wrong with a letter, its values or an office's own template."""

from __future__ import annotations

from gongkai.errors import GongkaiError


class LetterError(GongkaiError):
    """The letter cannot be made; `where` names the letter, the field's place in a template, or the file."""
