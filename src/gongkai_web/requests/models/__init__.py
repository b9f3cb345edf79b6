"""The tables of requests."""

from gongkai_web.requests.models.acts import Act, Clock, Voiding
from gongkai_web.requests.models.cases import Applicant, Paper, Request
from gongkai_web.requests.models.deciding import CoHandling, Consent, Consultation, Decision, Fee
from gongkai_web.requests.models.planning import Planned
from gongkai_web.requests.models.recounting import Recount, RecountLine

__all__ = [
    "Act",
    "Applicant",
    "Clock",
    "CoHandling",
    "Consent",
    "Consultation",
    "Decision",
    "Fee",
    "Paper",
    "Planned",
    "Recount",
    "RecountLine",
    "Request",
    "Voiding",
]
