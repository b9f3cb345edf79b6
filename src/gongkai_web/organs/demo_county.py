"""The invented county: five townships, each staffed for its own way of working. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stdnum.cn import uscc

from gongkai_web.organs.roles import Role


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody at a desk: the account, the name, the posts (role, unit), the title, and what the account is for."""

    account: str
    name: str
    posts: tuple[tuple[Role, str], ...]
    title: str
    use: str


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    way: str
    staff: tuple[Staff, ...]
    units: tuple[str, ...] = ()
    two_people: str = ""
    """Why it works with two people; empty where it does not."""
    leaders: tuple[tuple[str, str, str], ...] = ()
    stated: dict[str, str] = field(default_factory=dict)
    """What it says of its disclosure office, on the first day."""
    phone_since: tuple[date, str] | None = None
    """Another telephone from a day on: the guide has to be renewed."""


def _one(account: str, name: str, role: Role, title: str, use: str, unit: str = "") -> Staff:
    return Staff(account, name, ((role, unit),), title, use)


def stated(number: int, name: str, answers: str, address: str, mail: str, **other: str) -> dict[str, str]:
    """Numbers that belong to nobody: no area has the code 0000, no region the number 990000."""
    phone = f"0000-600{number:02d}10"
    code = f"11990000MB{number:06}0"
    return {
        "name": name,
        "answers": answers,
        "address": address,
        "postcode": "000000",
        "hours": "工作日 8:30—12:00，14:30—17:30",
        "phone": phone,
        "fax": f"0000-600{number:02d}11",
        "email": f"{mail}@qingyuan.example",
        "credit_code": f"{code}{uscc.calc_check_digit(code)}",
    } | other


COUNTY = Place(
    code="DEMO",
    name="清源县人民政府",
    way="县政府：三员管全县各乡镇，政务公开办主管、督查",
    staff=(
        _one("system", "赵明", Role.SYSTEM_ADMIN, "县大数据中心", "管理机构、站所和设置"),
        _one("security", "钱慧", Role.SECURITY_ADMIN, "县大数据中心", "开账号、任命岗位、重置密码、放宽"),
        _one("auditor", "孙立", Role.AUDITOR, "县纪委派驻组", "查看、校验审计日志"),
        _one("open", "高文彬", Role.DISCLOSURE_HEAD, "县政务公开办主任", "负责县政府的公开工作"),
        _one("county", "李静", Role.SUPERVISOR, "县政务公开办", "督查各乡镇"),
    ),
    units=("县政务公开办",),
    stated=stated(0, "县政务公开办公室", "高文彬，县政务公开办主任", "清源县人民路1号", "open"),
    leaders=(("leader", "秦向东", "常务副县长"), ("deputy", "高文彬", "县政务公开办主任")),
)
_ONE = Place(
    code="DEMO-1",
    name="清源县青石乡人民政府",
    way="站所提出，分管副乡长审核，乡长批准，综合办公开",
    staff=(
        _one("farm1", "郑国栋", Role.CONTRIBUTOR, "农业站干事", "起草农业站的信息", "农业站"),
        _one("farmhead1", "冯大山", Role.UNIT_HEAD, "农业站站长", "审核农业站的信息", "农业站"),
        _one("civil1", "何小燕", Role.CONTRIBUTOR, "民政所干事", "起草民政所的信息", "民政所"),
        _one("civilhead1", "蒋美珍", Role.UNIT_HEAD, "民政所所长", "审核民政所的信息", "民政所"),
        _one("deputy1", "韩建平", Role.DEPUTY_HEAD, "副乡长", "分管审核、保密审查"),
        _one("head1", "吴强", Role.HEAD, "乡长", "批准公开"),
        _one("clerk1", "周敏", Role.CLERK, "综合办工作人员", "汇总、发布，维护目录和指南"),
        _one("office1", "罗春生", Role.DISCLOSURE_HEAD, "综合办主任", "负责公开工作，同意延长答复期限"),
        _one("secrecy1", "沈静波", Role.SECRECY_REVIEWER, "保密员", "保密审查"),
    ),
    units=("农业站", "民政所", "财政所", "综合办"),
    stated=stated(1, "综合办公室", "周敏，综合办工作人员", "清源县青石乡府前街1号", "qingshi"),
    leaders=(("leader", "吴强", "乡长"), ("deputy", "韩建平", "副乡长"), ("member", "周敏", "综合办工作人员")),
)
_TWO = Place(
    code="DEMO-2",
    name="清源县柳河镇人民政府",
    way="只有两个人：经办人起草，镇长批准并作保密审查",
    staff=(
        _one("clerk2", "唐晓梅", Role.CLERK, "党政办工作人员", "起草、发布，样样都办"),
        _one("head2", "邓志远", Role.HEAD, "镇长", "批准，保密审查"),
    ),
    units=("党政办", "村镇建设办"),
    two_people="党政办只有一名工作人员，没有专职的保密审查员",
    stated=stated(2, "党政办公室", "唐晓梅，党政办工作人员", "清源县柳河镇河堤路6号", "liuhe"),
    leaders=(("leader", "邓志远", "镇长"),),
)
_THREE = Place(
    code="DEMO-3",
    name="清源县白塔乡人民政府",
    way="四道把关：审核审签、内容校对、文字把关、保密审查",
    staff=(
        _one("deputy3", "曹立新", Role.DEPUTY_HEAD, "副乡长", "审核审签"),
        _one("proof3", "彭雪", Role.UNIT_HEAD, "党政办副主任", "内容校对", "党政办"),
        _one("clerk3", "宋佳宁", Role.CLERK, "党政办工作人员", "文字把关，发布"),
        _one("secrecy3", "袁志勇", Role.SECRECY_REVIEWER, "保密员", "保密审查"),
        _one("head3", "潘海涛", Role.HEAD, "乡长", "查看全乡的公开工作"),
        _one("writer3", "董秋月", Role.CONTRIBUTOR, "党政办干事", "起草党政办的信息", "党政办"),
    ),
    units=("党政办", "经济发展办"),
    stated=stated(3, "党政办公室", "宋佳宁，党政办工作人员", "清源县白塔乡塔下街9号", "baita"),
    phone_since=(date(2026, 11, 2), "0000-6000320"),
    leaders=(("leader", "潘海涛", "乡长"), ("deputy", "曹立新", "副乡长"), ("member", "宋佳宁", "党政办工作人员")),
)
_FOUR = Place(
    code="DEMO-4",
    name="清源县双林乡人民政府",
    way="乡长任领导小组组长，亲自批准；综合办承办",
    staff=(
        _one("clerk4", "余丽华", Role.CLERK, "综合办工作人员", "起草、发布"),
        _one("secrecy4", "苏建国", Role.SECRECY_REVIEWER, "综合办主任", "保密审查"),
        _one("head4", "叶长青", Role.HEAD, "乡长、领导小组组长", "批准公开"),
    ),
    units=("综合办", "农业服务中心"),
    stated=stated(4, "综合办公室", "苏建国，综合办主任", "清源县双林乡林场路3号", "shuanglin"),
    leaders=(("leader", "叶长青", "乡长"), ("deputy", "苏建国", "综合办主任"), ("member", "余丽华", "综合办工作人员")),
)
_FIVE = Place(
    code="DEMO-5",
    name="清源县东营镇人民政府",
    way="各站所自己报送，外宣办统一审核，镇长批准",
    staff=(
        _one("service5", "杜文静", Role.CONTRIBUTOR, "便民服务中心干事", "起草便民服务中心的信息", "便民服务中心"),
        _one("rural5", "任志刚", Role.CONTRIBUTOR, "农业农村办干事", "起草农业农村办的信息", "农业农村办"),
        _one("social5", "姚春兰", Role.CONTRIBUTOR, "社会事务办干事", "起草社会事务办的信息", "社会事务办"),
        Staff(
            "reviewer5",
            "谭晓峰",
            ((Role.UNIT_HEAD, "外宣办"), (Role.SECRECY_REVIEWER, "")),
            "外宣办主任",
            "统一审核各站所的信息，保密审查",
        ),
        _one("clerk5", "廖志新", Role.CLERK, "外宣办工作人员", "发布，维护目录和指南"),
        _one("head5", "石国庆", Role.HEAD, "镇长", "批准公开"),
    ),
    units=("外宣办", "便民服务中心", "农业农村办", "社会事务办"),
    stated=stated(5, "对外宣传办公室", "谭晓峰，外宣办主任", "清源县东营镇中心街12号", "dongying", fax=""),
    leaders=(("leader", "石国庆", "镇长"), ("deputy", "谭晓峰", "外宣办主任"), ("member", "廖志新", "外宣办工作人员")),
)
TOWNSHIPS = (_ONE, _TWO, _THREE, _FOUR, _FIVE)
PLACES = (COUNTY, *TOWNSHIPS)
