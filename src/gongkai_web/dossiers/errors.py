from __future__ import annotations

from gongkai.errors import GongkaiError


class DossierError(GongkaiError):
    """A dossier that cannot be made or fetched."""


class ChangedError(DossierError):
    """The request was changed after the list was shown."""
