"""What is done to requests. Each is one transaction, asks its rule first, and is in the log with old and new values."""

from gongkai_web.requests.services.arranging import amend, amend_applicant, assign, link_repeat
from gongkai_web.requests.services.charging import notify_fee, record_payment
from gongkai_web.requests.services.consulting import consult, file_opinion
from gongkai_web.requests.services.deciding import answer, archive, reply, set_evidence
from gongkai_web.requests.services.helping import answer_for_unit, ask_consent, ask_unit, decide_consent
from gongkai_web.requests.services.pointing import point, unpoint
from gongkai_web.requests.services.receiving import record_receipt
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
    "answer",
    "answer_for_unit",
    "archive",
    "ask_consent",
    "ask_unit",
    "assign",
    "confirm",
    "consult",
    "decide_consent",
    "file_opinion",
    "link_repeat",
    "mend_receipt",
    "notify_fee",
    "point",
    "preview_of",
    "record_payment",
    "record_receipt",
    "refusal_of",
    "register",
    "reply",
    "set_evidence",
    "split",
    "take",
    "unpoint",
    "void",
]
