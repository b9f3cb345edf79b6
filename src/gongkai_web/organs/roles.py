"""The roles that a post may give, and which of them one person may not hold together."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


WHAT: dict[Role, str | Promise] = {
    Role.CONTRIBUTOR: _("起草所在站所的信息，提交审核"),
    Role.CLERK: _("起草、汇总、发布本机关的信息，维护目录和指南"),
    Role.SECRECY_REVIEWER: _("对拟公开的信息逐项作保密审查；自己起草的由别人审"),
    Role.UNIT_HEAD: _("审核本站所提出的信息"),
    Role.DEPUTY_HEAD: _("审核分管范围的信息"),
    Role.HEAD: _("批准公开"),
    Role.DISCLOSURE_HEAD: _("负责本机关的公开工作，批准延长答复期限"),
    Role.SUPERVISOR: _("查看、督查下级机关的公开工作，不代下级办理"),
    Role.SYSTEM_ADMIN: _("管理机构、站所和系统设置；不能任命人员，不能发布，看不到审计日志"),
    Role.SECURITY_ADMIN: _("开立账号、任命岗位、重置密码；不能发布，看不到审计日志"),
    Role.AUDITOR: _("查看和校验审计日志；不能管理人员和设置，不能发布"),
}
"""What the holder does, in one line, for whoever appoints."""


def excluded_by(role: Role) -> frozenset[Role]:
    """The roles that nobody may hold, in whatever organ, who holds this one (三员分立)."""
    if role in THREE_ADMINS:
        return frozenset(Role) - {role}
    return THREE_ADMINS
