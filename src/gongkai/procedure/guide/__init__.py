"""A guide to the decision on a request: five questions to a person, and what each reply must rest on.

It decides nothing: every answer is a person's, and leads to the next question, a step or a reply.
"""

from gongkai.procedure.guide.evidence import EVIDENCE, Evidence, evidence_for, hands_out, missing_evidence
from gongkai.procedure.guide.questions import QUESTIONS, Answer, Question

__all__ = ["EVIDENCE", "QUESTIONS", "Answer", "Evidence", "Question", "evidence_for", "hands_out", "missing_evidence"]
