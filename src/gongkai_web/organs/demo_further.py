"""The rest of the invented county: seven townships and seven departments of the usual staffing. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai_web.organs.demo_county import Place, Staff
from gongkai_web.organs.demo_county import stated as stated_of
from gongkai_web.organs.models import Kind, Level
from gongkai_web.organs.roles import Role


@dataclass(frozen=True, slots=True)
class Further:
    """An organ of the county and where it stands in lists."""

    place: Place
    kind: Kind
    level: Level
    order: int


_TOWNSHIPS = (
    ("6", "云岭乡", "yunling", ("党政办", "农业农村办"), ("贾秀云", "丁立功", "魏海燕")),
    ("7", "沙湾镇", "shawan", ("党政办", "村镇建设办"), ("薛冰", "阎振华", "段红梅")),
    ("8", "桐坪乡", "tongping", ("综合办", "社会事务办"), ("雷小军", "方德胜", "史玉兰")),
    ("9", "南坪镇", "nanping", ("党政办", "经济发展办"), ("龙思远", "陶广林", "贺桂枝")),
    ("10", "枣林乡", "zaolin", ("综合办", "农业服务中心"), ("毛丹", "顾长河", "郝淑芬")),
    ("11", "古渡镇", "gudu", ("党政办", "综合执法队"), ("龚佳慧", "邵永康", "万志新")),
    ("12", "鹿鸣乡", "luming", ("综合办", "农业服务中心"), ("覃雨", "武建民", "戴春梅")),
)
_DEPARTMENTS = (
    ("FGJ", "发展和改革局", "fagai", ("办公室", "项目股"), ("莫云帆", "孔令军", "汤丽娟")),
    ("JYJ", "教育局", "jiaoyu", ("办公室", "基础教育股"), ("施晓彤", "尹国平", "黎小凤")),
    ("MZJ", "民政局", "minzheng", ("办公室", "社会救助股"), ("易海波", "常建华", "乔秀珍")),
    ("CZJ", "财政局", "caizheng", ("办公室", "预算股"), ("赖文君", "龚学军", "庞玉洁")),
    ("RSJ", "人力资源和社会保障局", "renshe", ("办公室", "社会保险股"), ("樊子涵", "兰国庆", "殷巧云")),
    ("ZRJ", "自然资源局", "ziran", ("办公室", "用地审批股"), ("洪伟杰", "倪大勇", "安文静")),
    ("WJJ", "卫生健康局", "weijian", ("办公室", "医政股"), ("颜可心", "柳长春", "童素芳")),
)
_SEATS = (
    (Role.CLERK, "clerk", "工作人员", "起草、发布，办理申请，编制年报"),
    (Role.HEAD, "head", "", "批准公开"),
    (Role.SECRECY_REVIEWER, "secrecy", "主任", "保密审查"),
)


def _staff(tail: str, office: str, head: str, people: tuple[str, ...]) -> tuple[Staff, ...]:
    return tuple(
        Staff(f"{account}{tail}", name, ((role, ""),), f"{office}{title}" if title else head, use)
        for (role, account, title, use), name in zip(_SEATS, people, strict=True)
    )


def _place(number: int, code: str, name: str, mail: str, units: tuple[str, ...], people: tuple[str, ...]) -> Place:
    township = code.isdigit()
    head = ("镇长" if name.endswith("镇") else "乡长") if township else "局长"
    clerk, leader, reviewer = people
    titles = ((leader, head), (reviewer, f"{units[0]}主任"), (clerk, f"{units[0]}工作人员"))
    address = f"清源县{name}中心街{number}号" if township else f"清源县文昌路{number}号"
    return Place(
        code=f"DEMO-{code}",
        name=f"清源县{name}人民政府" if township else f"清源县{name}",
        way="经办人起草，主任作保密审查，主要负责人批准",
        staff=_staff(code.lower() if township else f"-{code.lower()}", units[0], head, people),
        units=units,
        stated=stated_of(number, units[0], f"{clerk}，{units[0]}工作人员", address, mail),
        leaders=tuple((rank, *one) for rank, one in zip(("leader", "deputy", "member"), titles, strict=True)),
    )


FURTHER = (
    *(
        Further(_place(number, *given), Kind.GOVERNMENT, Level.TOWNSHIP, number)
        for number, given in enumerate(_TOWNSHIPS, 6)
    ),
    *(
        Further(_place(number, *given), Kind.DEPARTMENT, Level.COUNTY, number)
        for number, given in enumerate(_DEPARTMENTS, 21)
    ),
)
