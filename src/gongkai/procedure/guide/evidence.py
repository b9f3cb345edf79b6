"""What each reply must be able to show: in its text, and in court."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.procedure.guide.citing import cites_only
from gongkai.statute import EXEMPTIONS, REGULATION


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing to be written down. `required`: without it the reply cannot stand."""

    code: str
    label: str
    hint: str = ""
    required: bool = True


def _reason(hint: str) -> Evidence:
    return Evidence("reason", "理由", hint)


_SEARCH = (
    Evidence("search_by", "谁检索的", "姓名、科室"),
    Evidence("search_on", "什么时候检索的", "例如 2026年11月16日上午"),
    Evidence("search_where", "查了哪些地方", "档案室、公文系统、业务系统、有关科室，逐项写明"),
    Evidence("search_words", "用了哪些检索词、年份"),
    Evidence("search_found", "结果", "例如“均未检索到”，并附截图或者情况说明"),
)
_GROUNDS: Mapping[str, tuple[Evidence, ...]] = {
    "14a": (
        Evidence("classification", "密级、保密期限和定密依据", "没有标识的，写明定密程序"),
        _reason("不必写出涉密内容"),
    ),
    "14b": (Evidence("law", "哪部法律、行政法规第几条禁止公开"), _reason("信息为什么属于该条")),
    "14c": (
        Evidence("harm", "公开会造成什么不利影响", "具体后果、可能性、依据；不能只写“可能影响稳定”"),
        Evidence("harm_part", "能不能只遮盖其中一部分", "能区分处理的，应当部分公开"),
        _reason("属于哪一项安全、稳定"),
    ),
    "15": (
        Evidence("third_party", "第三方的意见", "同意、不同意及其理由；逾期没有答复的写明送达日期"),
        Evidence("public_interest", "不公开会不会对公共利益造成重大影响", "会的，可以决定公开并书面告知第三方"),
        _reason("第三方的理由为什么合理"),
    ),
    "16a": (_reason("属于人事管理、后勤管理、内部工作流程中的哪一类"),),
    "16b": (_reason("属于讨论记录、过程稿、磋商信函、请示报告中的哪一类，决定是否已经作出"),),
    "16c": (_reason("属于哪一件行政执法案卷；法律、法规、规章规定应当公开的不适用"),),
}

EVIDENCE: Mapping[str, tuple[Evidence, ...]] = {
    "R36_1": (Evidence("public_at", "在哪里公开", "网址，或者公报、查阅点的名称和期号"),),
    "R36_2": (
        Evidence("handed_out", "提供什么", "文件名称、文号、页数"),
        Evidence(
            "other_form", "没有按申请人要求的形式提供的理由", "危及载体安全、成本过高（第四十条）", required=False
        ),
    ),
    "R37": (
        Evidence("handed_out", "提供什么", "文件名称、文号、页数"),
        Evidence("withheld", "哪些内容不予公开"),
        _reason("各处不予公开的理由"),
    ),
    **{f"R36_3_{code}": _GROUNDS[code] for code in EXEMPTIONS},
    "R36_4": _SEARCH,
    "R36_5": (
        _reason("为什么不由本机关负责（第十条）"),
        Evidence("organ", "负责公开的机关", "能够确定的，写明名称、联系方式", required=False),
    ),
    "R36_6": (Evidence("earlier", "以前那一件的登记编号、答复文号和日期"),),
    "R36_7": (Evidence("law", "哪部法律、行政法规第几条"), Evidence("counter", "到哪里查询")),
    "R38": (_reason("要做哪些加工、分析，现有信息是什么样子"),),
    "R30b": (_reason("补正以后哪里仍不明确"),),
    "R39_1": (_reason("哪些内容是信访、投诉、举报"), Evidence("counter", "可以通过什么渠道提出", required=False)),
    "R39_2": (Evidence("public_at", "出版物的名称和获取途径"),),
    "R35": (
        Evidence("numbers", "一段时间里申请了多少件、内容如何"),
        _reason("申请人说明了什么，为什么不合理"),
    ),
    "RX": (Evidence("earlier", "申请人以前怎样取得这项信息"),),
    "R_OTHER": (_reason(f"为什么不是政府信息（{REGULATION.cite(2)}）"),),
}


def hands_out(reply: str) -> bool:
    """Whether a reply gives the applicant information, which must have passed a review of secrecy before (第十七条)."""
    return any(one.code == "handed_out" for one in EVIDENCE.get(reply, ()))


def evidence_for(reply: str, grounds: tuple[str, ...] = ()) -> tuple[Evidence, ...]:
    """Of a reply; of a partial one also that of the grounds on which its withheld part rests."""
    found = {one.code: one for one in EVIDENCE.get(reply, ())}
    if reply == "R37" and len(grounds) > 1:
        found = {one.code: one for one in _each(found, grounds)}
    if reply == "R37":
        found |= {
            one.code: one for code in grounds for one in _GROUNDS.get(code, ()) if one.code not in (*found, "reason")
        }
    return tuple(found.values())


def needs_of(ground: str) -> tuple[Evidence, ...]:
    """What a ground asks for besides its reason."""
    return tuple(one for one in _GROUNDS.get(ground, ()) if one.code != "reason")


def _each(found: Mapping[str, Evidence], grounds: tuple[str, ...]) -> Iterator[Evidence]:
    """第三十七条: on several grounds what is withheld, and why, is written down for each."""
    yield from (one for one in found.values() if one.code not in ("withheld", "reason"))
    for code in grounds:
        name = EXEMPTIONS[code].name
        yield Evidence(f"withheld_{code}", f"哪些内容不予公开：{name}")
        hint = next(one.hint for one in _GROUNDS[code] if one.code == "reason")
        yield Evidence(f"reason_{code}", f"不予公开的理由：{name}", hint)


def missing_evidence(reply: str, given: Mapping[str, str], grounds: tuple[str, ...] = ()) -> tuple[Evidence, ...]:
    """What is required and not written down yet."""
    wanted = evidence_for(reply, grounds)
    return tuple(one for one in wanted if one.required and not given.get(one.code, "").strip())


def bare_reasons(reply: str, given: Mapping[str, str], grounds: tuple[str, ...] = ()) -> tuple[Evidence, ...]:
    """Reasons that are written down, but as articles alone."""
    wanted = evidence_for(reply, grounds)
    return tuple(one for one in wanted if one.code.startswith("reason") and cites_only(given.get(one.code, "")))
