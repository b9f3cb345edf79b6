"""The chains that come with the platform, kept in the database as this version has them."""

from __future__ import annotations

from typing import Any

from django.db import connection

from gongkai_web.organs.roles import Role
from gongkai_web.workflow.stages import Stage, numbered, to_json

FOUR_STEP = (
    Stage("unit", 1, "站所负责人提出", (Role.UNIT_HEAD,), in_unit=True, working_days=2),
    Stage("deputy", 2, "分管负责人审核、保密审查", (Role.DEPUTY_HEAD,), working_days=2, secrecy=True),
    Stage("head", 3, "主要负责人批准", (Role.HEAD,), working_days=2),
    Stage("clerk", 4, "综合办办理", (Role.CLERK,), working_days=1),
)
FOUR_CHECKS = (
    Stage("sign", 1, "审核审签", (Role.DEPUTY_HEAD, Role.DISCLOSURE_HEAD), working_days=2),
    Stage("content", 2, "内容校对", (Role.UNIT_HEAD,), in_unit=True, working_days=1),
    Stage("wording", 3, "文字把关", (Role.CLERK,), working_days=1),
    Stage("secrecy", 4, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
)
TWO_STEP = (
    Stage("clerk", 1, "经办人核对", (Role.CLERK,), working_days=1),
    Stage("head", 2, "负责人批准", (Role.HEAD,), working_days=2),
    Stage("secrecy", 2, "保密审查", (Role.SECRECY_REVIEWER,), working_days=2, secrecy=True),
)
MAILBOX_REPLY = (
    Stage("head", 1, "负责人审核答复", (Role.DISCLOSURE_HEAD, Role.DEPUTY_HEAD, Role.HEAD), working_days=1),
)
SIGNED = (Stage("sign", 1, "负责人签发", (Role.HEAD, Role.DEPUTY_HEAD), working_days=1),)
CHECKED_AND_SIGNED = (
    Stage("check", 1, "政府信息公开工作机构审核", (Role.DISCLOSURE_HEAD,), working_days=1),
    Stage("sign", 2, "主要负责人签发", (Role.HEAD,), working_days=1),
)
FULL_LETTER = (
    Stage("unit", 1, "承办站所负责人审核", (Role.UNIT_HEAD,), in_unit=True, working_days=1),
    Stage("check", 2, "政府信息公开工作机构审核", (Role.DISCLOSURE_HEAD,), working_days=1),
    Stage("secrecy", 3, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
    Stage("sign", 4, "主要负责人签发", (Role.HEAD,), working_days=1),
)

SHIPPED = (
    ("four_step", "四步审批", "站所提出，分管负责人审核，主要负责人批准，综合办办理", FOUR_STEP),
    ("four_checks", "分级审核", "审核审签、内容校对、文字把关、保密审查，先审后发", FOUR_CHECKS),
    ("two_step", "两步审批", "经办人核对，负责人批准并作保密审查，适合人手少的单位", TWO_STEP),
    ("mailbox_reply", "信箱答复审核", "信箱的答复发出以前，由一位负责人审核", MAILBOX_REPLY),
    ("letter_signed", "文书签发", "文书由负责人或者分管负责人签发，适合人手少的单位", SIGNED),
    ("letter_checked", "文书审核签发", "政府信息公开工作机构审核，主要负责人签发", CHECKED_AND_SIGNED),
    ("letter_full", "文书逐级审核签发", "承办站所、工作机构审核，保密审查，主要负责人签发", FULL_LETTER),
)
PURPOSES = {
    "mailbox_reply": "mailbox",
    "letter_signed": "letters",
    "letter_checked": "letters",
    "letter_full": "letters",
}
"""Of those that are not for publishing."""

USUAL = frozenset({"two_step", "mailbox_reply", "letter_signed"})
"""What an organ submits to as long as it has no chain of its own of that purpose."""


def keep_shipped(**signal: Any) -> None:
    """After each migration. Nobody edits these, so this version's text simply replaces the last one's."""
    from gongkai_web.workflow.models import Chain, Purpose

    if Chain._meta.db_table not in connection.introspection.table_names():
        return  # Somebody migrates another app alone.
    for code, name, note, stages in SHIPPED:
        stages_json = to_json(numbered(stages))
        given = {"name": name, "note": note, "stages": stages_json, "preferred": code in USUAL, "retired": False}
        given["purpose"] = PURPOSES.get(code, Purpose.PUBLISHING)
        Chain.objects.update_or_create(code=code, organ=None, defaults=given)
    Chain.objects.filter(organ=None).exclude(code__in=[code for code, *_ in SHIPPED]).update(retired=True)
