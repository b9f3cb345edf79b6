"""How reports put into words the numbers that their tables print: the phrases, each with the cells it speaks of.

The phrases are read against even prose (`gongkai.report.prose`): no white space, full-width punctuation, ASCII digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from gongkai.report.prose import NUMBER

NEW, CARRIED_IN, CARRIED_OUT = "requests.new.total", "requests.carried_in.total", "requests.carried_out.total"
RESULT_TOTAL = "requests.result_total.total"
NEW_AND_CARRIED = f"{NEW}+{CARRIED_IN}"
RECONSIDERATION, LITIGATION = "disputes.reconsideration", "disputes.litigation_*"
FEE = "information_fee_yuan"


class Subject(Enum):
    """What a sentence must be about before the phrase counts."""

    REQUESTS = auto()
    DISPUTES = auto()
    DOCUMENTS = auto()
    FEE = auto()


@dataclass(frozen=True)
class Phrase:
    """`regex` has the group `n` for the number, unless the phrase itself says `value`. `needs` is a part of it without
    which it cannot match, quick to look for: most phrases stand in few sentences, and making a pattern takes a while.

    `bare`: nothing but the words of an enumeration may stand before it in its clause, or it would count only a part.
    `whole`: it counts a whole, and does not when it stands after 其中 or speaks of one channel.
    """

    what: str
    regex: str
    subject: Subject
    needs: str
    value: int | None = None
    bare: bool = False
    whole: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.regex)

    def found_in(self, sentence: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(sentence)


_BEFORE = r"(?<![约近逾超几数第\d.\-—])"
_UNIT = r"(?:件次|件|条|次|起|宗|份|例|项|个)"
_COUNT = rf"{_BEFORE}(?P<n>{NUMBER}){_UNIT}(?![余多]|左右|以上)"
_IS = r"(?:总?数量?|件数|情况|数)?(?:共计|合计|总计|累计|共|总|有|为|是|达|：)*"
_GAP = r"[^，。；：\d\n]"
REQUEST_WORDS = r"(?:依法?申请公开|依申请(?:政府)?信息公开|依申请需要公开|信息公开的?申请|申请公开|公开申请|公开信息的?申请|申请信息公开)"
_NO = r"(?:没有|尚未|从未|未曾|未|没|无(?!锡|为|棣|极|理由))"
_RECEIVE = r"(?:收到|收悉|接收到|接收|接到|受理|新收到?|收办)"
_NEXT_YEAR = r"(?:下一?个?年度?|次年度?|明年|翌年)"
_LAST_YEAR = r"上一?个?年度?"
_OF_REQUESTS = r"(?:的|未办结|未完成|政府信息公开|信息公开|依申请公开|申请|事项|办理|处理|答复|继续|来|至本年度?|转入|(?<=[理请])件)*"


def _phrases(what: str, subject: Subject, *regexes: str, needs: str = "", **marks: bool | int) -> list[Phrase]:
    return [Phrase(what, regex, subject, needs, **marks) for regex in regexes]  # type: ignore[arg-type]


def _received() -> Iterable[Phrase]:
    yield from _phrases(
        NEW,
        Subject.REQUESTS,
        rf"(?<![未没无])(?:共计?|总共|合计|累计|总计)?{_RECEIVE}(?:[和并及、](?:受理|处理|办理|答复))?了?(?P<object>{_GAP}{{0,45}}?)(?<!中){_IS}{_COUNT}",
        rf"(?<![未没无])(?:共计?|总共|合计|累计|总计)?{_RECEIVE}了?{_COUNT}的?(?P<object>{_GAP}{{0,25}}?(?:{REQUEST_WORDS}|申请(?!人)))",
        rf"(?P<object>{REQUEST_WORDS}(?:申请)?(?:受理|接收)?)(?:总数|总量|数量|件数){_IS}{_COUNT}",
        needs="收|接|受理|总数|总量|数量|件数",
        whole=True,
    )
    yield from _phrases(
        NEW,
        Subject.REQUESTS,
        rf"{_NO}{_RECEIVE}(?P<object>{_GAP}{{0,40}}?(?:{REQUEST_WORDS}|公开信息|申请(?!人)){_GAP}{{0,15}})",
        rf"{_NO}(?P<object>{REQUEST_WORDS}(?:的?(?:申请|事项|情况|件|信息))*)(?=[，。；]|$)",
        rf"(?P<object>{REQUEST_WORDS})(?:政府信息|信息)?(?:的?(?:情况|数量|件数|申请))*：?(?:无|零)(?=[，。；]|$)",
        rf"(?<!办结)(?<!答复)(?<!回复)(?<!处理)(?<!办理)(?P<object>{REQUEST_WORDS}(?:政府)?(?:信息|申请|事项|情况)?){_IS}(?:0|零|〇){_UNIT}",
        value=0,
        whole=True,
    )


_CARRIED = "转|遗留|承接|顺延|延续"


def _carried() -> Iterable[Phrase]:
    yield from _phrases(
        CARRIED_IN,
        Subject.REQUESTS,
        rf"{_LAST_YEAR}(?:结转|转结|接转|转入|遗留){_OF_REQUESTS}{_IS}{_COUNT}",
        rf"(?:结转|承接|接转){_LAST_YEAR}(?:结转|遗留)?{_OF_REQUESTS}{_IS}{_COUNT}",
        needs=_CARRIED,
    )
    yield from _phrases(
        CARRIED_IN,
        Subject.REQUESTS,
        rf"{_NO}{_LAST_YEAR}(?:结转|转结|接转|转入|遗留)",
        rf"{_LAST_YEAR}{_NO}(?:结转|转结|接转|遗留)",
        needs=_CARRIED,
        value=0,
    )
    onward = rf"(?:结转|转结|顺延|延续|转)(?:至|到|入|为)?(?:{_NEXT_YEAR}|(?<=[至到入])20\d\d年度?)"
    yield from _phrases(
        CARRIED_OUT,
        Subject.REQUESTS,
        rf"{onward}{_OF_REQUESTS}{_IS}{_COUNT}",
        rf"{_COUNT}(?:申请|正在办理|尚在办理|未办结|按照?规定|按照《[^》]*》|依法|已|将|、|，)*{onward}",
        needs=_CARRIED,
    )
    yield from _phrases(CARRIED_OUT, Subject.REQUESTS, rf"{_NO}(?:申请|需)?{onward}", needs=_CARRIED, value=0)


_ANOTHER_REPLY = (
    "予以公开 部分公开 不予公开 同意公开 不予处理 无法提供 其他处理 延期 逾期 "
    "当场 当面 书面 口头 补充 重新 未 待 正在 尚未"
)
"""What may stand before 答复 when it speaks of one outcome, one manner, or of no reply yet."""


def _replied() -> Iterable[Phrase]:
    not_an_outcome = "".join(rf"(?<!{word})" for word in _ANOTHER_REPLY.split())
    done = rf"{not_an_outcome}(?:办结|办复|答复|回复|办理完毕|办理完成)"
    return _phrases(
        RESULT_TOTAL,
        Subject.REQUESTS,
        rf"{done}(?:办结|答复|处理)?了?(?P<object>{_GAP}{{0,25}}?){_IS}{_COUNT}",
        needs="办结|办复|答复|回复|办理完",
    )


_OUTCOME_WORDS = {
    "requests.granted.total": r"(?<![不部分主动])(?:予以公开|同意公开|全部公开)",
    "requests.partial.total": r"(?:予以|同意)?部分(?:予以|同意)?公开",
    "requests.denied_*.total": r"(?:不予公开|不同意公开)",
    "requests.unable_*.total": r"无法提供",
    "requests.refused_*.total": r"不予处理",
    "requests.other_*.total": r"其他处理",
    "requests.denied_state_secret.total": r"属于国家秘密",
    "requests.denied_by_law.total": r"其他法律、?行政法规禁止公开",
    "requests.denied_security.total": r"危及[“‘「]?三安全一稳定[”’」]?",
    "requests.denied_third_party.total": r"保护第三方合法权益",
    "requests.denied_internal.total": r"属于三类内部事务信息",
    "requests.denied_process.total": r"属于四类过程性信息",
    "requests.denied_enforcement.total": r"属于行政执法案卷",
    "requests.denied_inquiry.total": r"属于行政查询事项",
    "requests.unable_not_held.total": r"本机关不掌握相关政府信息",
    "requests.unable_not_ready_made.total": r"没有现成信息需要另行制作",
    "requests.unable_unclear.total": r"补正后申请内容仍不明确",
    "requests.refused_petition.total": r"信访举报投诉类申请",
    "requests.refused_repeat.total": r"重复申请",
    "requests.refused_publication.total": r"要求提供公开出版物",
    "requests.refused_excessive.total": r"无正当理由大量反复申请",
    "requests.refused_reconfirm.total": r"(?:要求行政机关)?确认或重新出具已获取信息",
}


def _outcomes() -> Iterable[Phrase]:
    tail = rf"[”\"」』]?(?:（[^）\d]{{0,40}}）|“[^”\d]{{0,10}}”)?(?:的|答复|决定|申请|政府信息|信息|类)*{_IS}{_COUNT}"
    for what, words in _OUTCOME_WORDS.items():
        yield from _phrases(what, Subject.REQUESTS, words + tail, needs=words, bare=True)


_DISPUTE = "复议|诉讼"


def _disputes() -> Iterable[Phrase]:
    case = r"(?:案件|申请|事项|案)*"
    both = r"行政复议(?:案件|申请)*(?:和|、|及|与|或|或者|以及|，)(?:被?提起)?行政诉讼"
    alone = r"(?<!行政复议)(?<!行政复议[和、及与或])(?<!行政复议案件[和、及与或])(?<!行政复议[和、及与或]提起)"
    for group, word in (
        (RECONSIDERATION, "(?:行政复议)"),
        (LITIGATION, f"{alone}(?:行政诉讼)"),
        ("disputes.litigation_direct", "(?:未经复议直接起诉|未经复议直接提起(?:行政)?诉讼)"),
        ("disputes.litigation_after_reconsideration", "(?:复议后起诉|(?:经)?复议后(?:再)?提起(?:行政)?诉讼)"),
    ):
        yield from _phrases(
            f"{group}.total",
            Subject.DISPUTES,
            rf"(?<!审结)(?<!审结的){word}{case}(?:发生|收到)?{_IS}{_COUNT}",
            needs=_DISPUTE,
        )
        yield from _phrases(
            f"{group}.pending", Subject.DISPUTES, rf"(?:尚未|未)审结的?{word}{case}{_IS}{_COUNT}", needs="审结"
        )
    for group, word in ((RECONSIDERATION, "行政复议(?![、和及与或])"), (LITIGATION, "行政诉讼")):
        before = rf"(?:发生|收到|涉及|引发|被提起|被申请){_COUNT}(?:因?政府信息公开)?(?:类|工作|申请)*(?:引发|引起)?的?"
        yield from _phrases(f"{group}.total", Subject.DISPUTES, f"{before}{word}", needs=_DISPUTE)
    for group, word in ((RECONSIDERATION, "行政复议"), (LITIGATION, "行政诉讼")):
        none = rf"{_NO}(?!经|审结|按|办结){_GAP}{{0,45}}?{word}(?!{_GAP}{{0,30}}(?:败诉|撤销|纠错|纠正|违法|应诉))"
        yield from _phrases(f"{group}.total", Subject.DISPUTES, none, needs=_DISPUTE, value=0)
        zero = rf"{both}{case}(?:均为|都是|均|各)*{_IS}(?:0|零){_UNIT}"
        stated = rf"{both}{case}的?(?:情况|数量)?：(?:无|零)(?=[，。；]|$)"
        yield from _phrases(f"{group}.total", Subject.DISPUTES, zero, stated, needs=_DISPUTE, value=0)
    yield from _phrases(
        f"{RECONSIDERATION}.total+{LITIGATION}.total",
        Subject.DISPUTES,
        rf"{both}{case}(?:合计|共计|总计|共){_COUNT}",
        needs=_DISPUTE,
    )


def _documents() -> Iterable[Phrase]:
    made = r"(?:制发|制定印发|制定出台|制定发布|新制定|制定|印发|出台)了?"
    kind = r"(?:行政)?规范性文件"
    for field, verb in (
        ("issued", made),
        ("repealed", r"(?:宣布)?(?:废止|失效|废止和失效)了?"),
        ("in_force", "现行有效的?"),
    ):
        what = f"proactive.normative_documents.{field}"
        yield from _phrases(
            what,
            Subject.DOCUMENTS,
            rf"{verb}{kind}{_IS}{_COUNT}",
            rf"{verb}{_COUNT}{kind}",
            needs="规范性文件",
            whole=True,
        )
    issued = "proactive.normative_documents.issued"
    none = rf"{_NO}{made}过?(?:任何)?{kind}(?=[，。；]|$)"
    yield from _phrases(issued, Subject.DOCUMENTS, none, needs="规范性文件", value=0, whole=True)


_YUAN = rf"{_BEFORE}(?P<n>{NUMBER})(?P<ten_thousand>万)?元(?![余多]|左右|以上)"
FEE_WORDS = r"(?:信息处理费|信息公开处理费|依申请公开(?:的)?(?:收费|费用))"

SPEAKS_OF_FEE = re.compile(r"处理费|收费|费用|收取")


def _fees() -> Iterable[Phrase]:
    yield from _phrases(
        FEE, Subject.FEE, rf"{FEE_WORDS}(?:的?收取|收费|金额|情况|收入|总额|费用)*{_IS}(?:人民币)?{_YUAN}", needs="费"
    )
    yield from _phrases(FEE, Subject.FEE, rf"收取{_YUAN}的?(?:政府)?(?:信息公开)?{FEE_WORDS}", needs="费")
    none = rf"{_NO}(?:发生|产生|涉及|存在|有|向{_GAP}{{1,12}})?(?:收取|收缴|收费)?{_GAP}{{0,14}}?{FEE_WORDS}(?!{_GAP}{{0,30}}(?:未缴|通知))"
    zero = rf"{FEE_WORDS}(?:的?收取|收费|金额|情况)*{_IS}(?:无|零|0)(?![\d.])"
    yield from _phrases(FEE, Subject.FEE, none, zero, needs="费", value=0)


PHRASES: tuple[Phrase, ...] = (
    *_received(),
    *_carried(),
    *_replied(),
    *_outcomes(),
    *_disputes(),
    *_documents(),
    *_fees(),
)

MAY_STATE = re.compile(rf"[无没未零费]|(?:\d|[零〇一二两三四五六七八九十百千])(?:{_UNIT}|万?元)")
"""Every phrase counts something (`_COUNT`, `_YUAN`), says that there was none (`_NO`, 零), or speaks of a fee (`FEE_WORDS`):
a sentence without any of these words matches none of them."""

_NEEDS = {needs: re.compile(needs) for needs in dict.fromkeys(phrase.needs for phrase in PHRASES)}


def phrases_for(sentence: str) -> Iterator[Phrase]:
    """The phrases that this sentence may hold, in their order."""
    said = {needs for needs, words in _NEEDS.items() if words.search(sentence)}
    return (phrase for phrase in PHRASES if phrase.needs in said)


PARTS = re.compile(
    rf"(?P<result>(?:结果)?维持|(?:结果|被)?纠正|其他结果|尚未审结|未审结|尚在审理)(?:原行政行为|的|案件)*{_IS}{_COUNT}"
)
"""Parts of a dispute count, after its total was named in the same sentence."""

PART_FIELDS = {"维持": "upheld", "纠正": "corrected", "其他": "other", "审": "pending"}
