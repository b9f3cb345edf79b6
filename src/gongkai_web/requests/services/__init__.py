"""What is done to requests. Each is one transaction, asks its rule first, and is in the log with old and new values."""

from gongkai_web.requests.services.arranging import amend, amend_applicant, assign, link_repeat
from gongkai_web.requests.services.registering import (
    ApplicantData,
    Content,
    Intake,
    confirm,
    mend_receipt,
    register,
    split,
)
from gongkai_web.requests.services.taking import Step, preview_of, refusal_of, take, void

__all__ = [
    "ApplicantData",
    "Content",
    "Intake",
    "Step",
    "amend",
    "amend_applicant",
    "assign",
    "confirm",
    "link_repeat",
    "mend_receipt",
    "preview_of",
    "refusal_of",
    "register",
    "split",
    "take",
    "void",
]
