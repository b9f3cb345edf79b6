"""The tables of requests."""

from gongkai_web.requests.models.acts import Act, Clock, Voiding
from gongkai_web.requests.models.cases import Applicant, Paper, Request
from gongkai_web.requests.models.corrections import Correction, CorrectionPaper, CorrectionPractice, CorrectionStep
from gongkai_web.requests.models.deciding import CoHandling, Consent, Consultation, Decision, Fee
from gongkai_web.requests.models.duties import RefusalReview, Suggestion, ToPublish
from gongkai_web.requests.models.handing import Handover
from gongkai_web.requests.models.planning import Planned
from gongkai_web.requests.models.pointing import Pointer
from gongkai_web.requests.models.recounting import Recount, RecountLine

__all__ = [
    "Act",
    "Applicant",
    "Clock",
    "CoHandling",
    "Consent",
    "Consultation",
    "Correction",
    "CorrectionPaper",
    "CorrectionPractice",
    "CorrectionStep",
    "Decision",
    "Fee",
    "Handover",
    "Paper",
    "Planned",
    "Pointer",
    "Recount",
    "RecountLine",
    "RefusalReview",
    "Request",
    "Suggestion",
    "ToPublish",
    "Voiding",
]
