"""What the mailbox keeps."""

from gongkai_web.mailbox.models.consultations import Consultation, Opinion, Point
from gongkai_web.mailbox.models.letters import Attachment, Help, Letter, Mark, Notice, Publication, Reply, Step
from gongkai_web.mailbox.models.settings import Attempt, Period, Practice

__all__ = [
    "Attachment",
    "Attempt",
    "Consultation",
    "Help",
    "Letter",
    "Mark",
    "Notice",
    "Opinion",
    "Period",
    "Point",
    "Practice",
    "Publication",
    "Reply",
    "Step",
]
