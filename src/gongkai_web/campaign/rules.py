"""Who may do what. The collecting office leads a campaign; each organ files by whoever keeps its annual report."""

from __future__ import annotations

from datetime import date

from gongkai_web.annual.rules import may_keep, may_look
from gongkai_web.campaign.models import Filing
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import held, watched_by

__all__ = ["has_section", "leads", "may_file", "may_lead", "may_look"]

LEADERS = frozenset({Role.SUPERVISOR, Role.DISCLOSURE_HEAD})


def leads(person: Person, organ: Organ, day: date) -> bool:
    """上级督查人员, and the head of the disclosure office: of a campaign that this organ has."""
    return any(one.organ_id == organ.pk and one.role in LEADERS for one in held(person, day))


def may_lead(person: Person, organ: Organ, day: date) -> bool:
    """To open one there must be somebody to file (《条例》第四十九条)."""
    return leads(person, organ, day) and watched_by(organ).exists()


def may_file(person: Person, filing: Filing, day: date) -> bool:
    """For an organ on the platform: whoever keeps its report. For any other nobody of the platform but the leaders."""
    return filing.organ is not None and may_keep(person, filing.organ, day)


def has_section(person: Person, organ: Organ, day: date) -> bool:
    return leads(person, organ, day) or may_keep(person, organ, day)
