"""A guide to the decision on a request: five questions to a person, and what each reply must rest on.

It decides nothing: every answer is a person's, and leads to the next question, a step or a reply.
"""

from gongkai.procedure.guide.citing import cites_only
from gongkai.procedure.guide.evidence import (
    EVIDENCE,
    Evidence,
    bare_reasons,
    evidence_for,
    hands_out,
    missing_evidence,
    needs_of,
)
from gongkai.procedure.guide.questions import QUESTIONS, Answer, Question

__all__ = [
    "EVIDENCE",
    "QUESTIONS",
    "Answer",
    "Evidence",
    "Question",
    "bare_reasons",
    "cites_only",
    "evidence_for",
    "hands_out",
    "missing_evidence",
    "needs_of",
]
