"""What approval refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class WorkflowError(GongkaiError):
    """A step of an approval that may not be; the text says why and what to do."""


class NobodyError(WorkflowError):
    """A stage that nobody could decide, so that the subject would lie there for ever."""


class NotAskedError(WorkflowError):
    """The decision of somebody who is not asked for it, or no longer."""


class StaleError(WorkflowError):
    """The decision is on something else than what is there now."""


class EndedError(WorkflowError):
    """The round has ended meanwhile."""


class OpinionMissingError(WorkflowError):
    """退回 and 不予通过 need a reason that the drafter can work with."""


class ChainError(WorkflowError):
    """A chain that cannot be, or that somebody else has changed meanwhile."""
