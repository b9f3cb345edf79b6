"""What the mailbox keeps."""

from gongkai_web.mailbox.models.letters import Help, Letter, Publication, Reply, Step
from gongkai_web.mailbox.models.settings import Attempt, Counter, Period, Practice

__all__ = ["Attempt", "Counter", "Help", "Letter", "Period", "Practice", "Publication", "Reply", "Step"]
