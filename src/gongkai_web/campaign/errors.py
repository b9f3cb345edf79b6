"""What this part refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class CampaignError(GongkaiError):
    """A step that may not be; the text says why and what to do."""


class ChangedError(CampaignError):
    """Somebody else has done something with it since the page was opened."""
