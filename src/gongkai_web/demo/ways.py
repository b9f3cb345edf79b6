"""How each invented township works, as data: its chain, its index numbers, its own columns. Nothing here is code of theirs.

The five ways are those that real townships describe in their reports: 站所提出、逐级批准; 一岗办理; 四道把关; 领导小组; 各部门报送.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai_web.organs.roles import Role
from gongkai_web.workflow.stages import Stage


@dataclass(frozen=True, slots=True)
class Way:
    """`drafter` begins an item for `unit`; `texts` are the columns of the texts it has published."""

    code: str
    short: str
    chain: str
    stages: tuple[Stage, ...]
    configurer: str
    drafters: tuple[tuple[str, str], ...]
    releaser: str
    practice: dict[str, object] = field(default_factory=dict)


WAYS = (
    Way(
        "DEMO-1",
        "青石乡",
        "站所提出、逐级批准",
        (
            Stage("unit", 1, "站所负责人提出", (Role.UNIT_HEAD,), in_unit=True, working_days=2),
            Stage("secrecy", 2, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
            Stage("deputy", 3, "分管副乡长审核", (Role.DEPUTY_HEAD,), working_days=2),
            Stage("head", 4, "乡长批准", (Role.HEAD,), working_days=2),
            Stage("clerk", 5, "综合办办理", (Role.CLERK,), working_days=1),
        ),
        "head1",
        (("farm1", "农业站"), ("civil1", "民政所")),
        "clerk1",
        {"index_organ_code": "DEMO00001", "document_codes": "青石政发,青石政办"},
    ),
    Way(
        "DEMO-2",
        "柳河镇",
        "两人办理",
        (
            Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
            Stage("head", 2, "镇长批准", (Role.HEAD,), working_days=2),
        ),
        "head2",
        (("clerk2", ""),),
        "clerk2",
        {"index_organ_code": "DEMO00002", "release_at_once": True, "document_codes": "柳政发"},
    ),
    Way(
        "DEMO-3",
        "白塔乡",
        "四道把关",
        (
            Stage("sign", 1, "审核审签", (Role.DEPUTY_HEAD,), working_days=2),
            Stage("content", 2, "内容校对", (Role.UNIT_HEAD,), in_unit=True, working_days=1),
            Stage("wording", 3, "文字把关", (Role.CLERK,), working_days=1),
            Stage("secrecy", 4, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
        ),
        "head3",
        (("writer3", "党政办"),),
        "clerk3",
        {
            "index_pattern": "{organ}/{year}{month}-{number:05}",
            "index_organ_code": "DEMO00003",
            "document_codes": "白政发",
        },
    ),
    Way(
        "DEMO-4",
        "双林乡",
        "领导小组组长批准",
        (
            Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), working_days=2, secrecy=True),
            Stage("leader", 2, "领导小组组长批准", (Role.HEAD,), working_days=3),
        ),
        "head4",
        (("clerk4", "综合办"),),
        "clerk4",
        {"index_pattern": "{organ}--{year}-{number:04}", "index_organ_code": "DEMO00004", "document_codes": "双政发"},
    ),
    Way(
        "DEMO-5",
        "东营镇",
        "各部门报送、外宣办审核",
        (
            Stage("review", 1, "外宣办审核、保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
            Stage("head", 2, "镇长批准", (Role.HEAD,), working_days=2),
        ),
        "head5",
        (("service5", "便民服务中心"), ("rural5", "农业农村办"), ("social5", "社会事务办")),
        "clerk5",
        {"index_organ_code": "DEMO00005", "document_codes": "东政发"},
    ),
)
