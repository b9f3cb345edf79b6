"""What publishing refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class PublishingError(GongkaiError):
    """A draft, a release or a recall that may not be; the text says why and what to do."""


class ChangedMeanwhileError(PublishingError):
    """Somebody else saved since this page was opened; nothing was overwritten."""
