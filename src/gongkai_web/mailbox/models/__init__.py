"""What the mailbox keeps."""

from gongkai_web.mailbox.models.consultations import Consultation, Opinion, Point
from gongkai_web.mailbox.models.letters import Help, Letter, Publication, Reply, Step
from gongkai_web.mailbox.models.settings import Attempt, Counter, Period, Practice

__all__ = [
    "Attempt",
    "Consultation",
    "Counter",
    "Help",
    "Letter",
    "Opinion",
    "Period",
    "Point",
    "Practice",
    "Publication",
    "Reply",
    "Step",
]
