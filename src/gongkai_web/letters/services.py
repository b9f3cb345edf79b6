"""What other parts call: draft a letter for a case, submit it, send it, record its service.

    letter = draft(by=clerk, organ=organ, code="extension", values={...}, subject=("request", 12), about="QS-2026-0012", now=now)
    submit(by=clerk, letter=letter, lock=letter.lock, now=now)
    dispatch(by=clerk, letter=letter, lock=letter.lock, way=Way.POST, on=day, tracking="XA…", postage_paid=True, now=now)

Hear of the dispatch by `after_dispatch.register`; say who may see the letter by `owners.register`.
"""

from gongkai_web.letters.approving import chain_for, redate, submit
from gongkai_web.letters.delivering import record_read
from gongkai_web.letters.drafting import draft, save, void
from gongkai_web.letters.kinds import State, Way
from gongkai_web.letters.reviewing import review_secrecy
from gongkai_web.letters.sending import dispatch, record_bounced, record_served

__all__ = [
    "State",
    "Way",
    "chain_for",
    "dispatch",
    "draft",
    "record_bounced",
    "record_read",
    "record_served",
    "redate",
    "review_secrecy",
    "save",
    "submit",
    "void",
]
