"""What this part refuses, said to the person who asked."""

from gongkai_web.campaign.errors import CampaignError


class OutsideError(CampaignError):
    """A step that may not be; the text says why and what to do."""


class ChangedError(OutsideError):
    """Something was done with it since the page was opened."""


class ClosedError(OutsideError):
    """The link or the browser's key opens nothing: never given, used, expired or taken back. Which of them is not said."""


class TooManyError(OutsideError):
    """Too many attempts from one place in an hour."""
