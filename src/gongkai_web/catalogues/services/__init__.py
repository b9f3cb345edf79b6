"""What is done to catalogues and duties. Each is one transaction, asks its rule first, and is in the log."""

from gongkai_web.catalogues.services.duties import bind, drop, fall_due, note, settle_published
from gongkai_web.catalogues.services.placing import place, remove
from gongkai_web.catalogues.services.sharing import assign, set_applies, settle_period
from gongkai_web.catalogues.services.taking_in import Choice, receive, take_in

__all__ = [
    "Choice",
    "assign",
    "bind",
    "drop",
    "fall_due",
    "note",
    "place",
    "receive",
    "remove",
    "set_applies",
    "settle_period",
    "settle_published",
    "take_in",
]
