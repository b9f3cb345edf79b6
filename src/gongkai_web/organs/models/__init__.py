"""The tables of organs and people."""

from gongkai_web.organs.models.guide import LeadingMember, Particulars, Renewal
from gongkai_web.organs.models.people import Delegation, People, Person, Post, holding
from gongkai_web.organs.models.tree import Kind, Level, Organ, OrganName, Relaxation, Unit

__all__ = [
    "Delegation",
    "Kind",
    "LeadingMember",
    "Level",
    "Organ",
    "OrganName",
    "Particulars",
    "People",
    "Person",
    "Post",
    "Relaxation",
    "Renewal",
    "Unit",
    "holding",
]
