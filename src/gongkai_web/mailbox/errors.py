"""What the mailbox refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class MailboxError(GongkaiError):
    """A step that may not be; the text says why and what to do."""


class ChangedMeanwhileError(MailboxError):
    """Somebody else has done something with the letter since the page was opened."""


class TooManyError(MailboxError):
    """More letters or guesses from one place than a person makes."""
