"""The roles that a post may give, and which of them one person may not hold together."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a post lets its holder do in its organ. The words are those of the field, not of the software."""

    CONTRIBUTOR = "contributor", "信息员"
    CLERK = "clerk", "政务公开经办人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    UNIT_HEAD = "unit_head", "站所（科室）负责人"
    DEPUTY_HEAD = "deputy_head", "分管负责人"
    HEAD = "head", "主要负责人"
    DISCLOSURE_HEAD = "disclosure_head", "政府信息公开工作机构负责人"
    SUPERVISOR = "supervisor", "上级督查人员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDITOR = "auditor", "审计员"


THREE_ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
"""三员: three persons, none of whom publishes."""

UNIT_ROLES = frozenset({Role.CONTRIBUTOR, Role.UNIT_HEAD})
"""Roles held in a unit of the organ rather than in the whole organ."""


def excluded_by(role: Role) -> frozenset[Role]:
    """The roles that nobody may hold, in whatever organ, who holds this one (三员分立)."""
    if role in THREE_ADMINS:
        return frozenset(Role) - {role}
    return THREE_ADMINS
