"""What the text of a report says in numbers that its tables can confirm.

Reading a sentence wrongly would accuse an office of a contradiction that is not there; so a number is taken only where
the sentence is about this organ, this year, the whole, and the very thing the table counts. What is left out is silent.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.cells import Number
from gongkai.report.headings import section_number
from gongkai.report.model import Section, Statement
from gongkai.report.phrases import (
    MAY_STATE,
    NEW,
    NEW_AND_CARRIED,
    PART_FIELDS,
    PARTS,
    REQUEST_WORDS,
    RESULT_TOTAL,
    Phrase,
    Subject,
    phrases_for,
)
from gongkai.report.prose import Prose, even, number_of, sentences

_REQUESTS = re.compile(REQUEST_WORDS)
_OTHER_TOPIC = re.compile(
    r"主动公开|主动发布|网站|公众号|新媒体|信箱|来信|来电|热线|咨询|留言|解读|建议|提案|行政许可|行政处罚|诉求|培训"
    r"|工单|访谈|投诉|举报|征集|栏目|信访(?!举报投诉类)|发布信息"
)
_NOT_A_REQUEST = re.compile(
    r"来信|信件|信箱|投诉|举报|复议|诉讼|咨询|建议|意见|许可|处罚|补正|征求|缴|通知|来电|电话|留言|工单|提案|撤回|转办|热线|网民|诉求|补贴|救助"
)
_PUT_OFF = re.compile(r"顺延|结转|延续")
_ENDS_AS_REQUEST = re.compile(rf"{REQUEST_WORDS}(?:的?(?:申请|事项|件|政府信息|信息|要求))*$")
_NEVER_A_REQUEST = re.compile(r"投诉|举报|复议|诉讼|补正|征求|缴|通知|撤回|转办")
"""What counts something else even in words that end in a request: the ways in which requests come are left out here."""
_ANOTHER_COUNT = re.compile(r"结转|转结|接转|遗留|答复|办结|回复")
_SUM_FOLLOWS = re.compile(r"^[^。]*(?:合计|总计|共计)[^，。；\d]{0,8}\d")
_NEXT_CHANNEL = re.compile(
    r"^[、，](?:纸质|书面|网上|网络|线上|信函|邮寄|当面|现场|快递|邮件|传真)[^，。；、\d]{0,6}\d"
)
_LATE = re.compile(r"延期|逾期(?!不补正|未按)|延长")
"""Where late replies are counted apart, the number beside 答复 is not all of them."""
_PART_OF_YEAR = re.compile(
    r"\d{1,2}月份|季度|上半年|下半年|每月|月均|(?<![年\d])\d{1,2}(?:月)?[-—至~]\d{1,2}月(?!\d)"
    r"|截[至止]到?(?:20\d\d年)?(?!12月)\d{1,2}月"
)
_OTHER_YEAR = re.compile(
    r"去年(?!结转)|前年|(?<!结转)(?<!承接)上一?年度?(?!度?(?:结转|转结|接转|转入|遗留|未办结|无|没有))|同期|同比|环比|近[两三五\d]年|[两三四五六七八九十\d]年(?:来|间)|历年"
)
_OTHER_ORGANS = re.compile(
    r"各(?:级|乡|镇|街道|县|区|市|部门|单位|科室|股室|处室|局|职能)|[市县区镇乡省]本级|下属|所属|下辖|系统|乡镇（街道）|镇街|基层"
)
_CHANNEL = re.compile(
    r"(?:通过|经|以|采[用取]).{0,12}(?:邮寄|网络|网上|在线|线上|互联网|当面|现场|信函|信件|传真|邮件|平台|网站|窗口|书面|系统)"
    r"|(?:网络|网上|在线|线上|当面|现场|信函|邮寄|传真|书面|邮件|窗口|来函)(?:渠道)?(?:申请|受理|接收|收到|提交)|(?:自然人|公民|企业|法人)(?:申请)"
)
_A_WHOLE = re.compile(r"共|总|合计|累计|全年")
_ENUMERATION_WORDS = re.compile(
    r"[“\"「『]?(?:其中|其他?|对|本机关|经审查|经审核|共|均|已|依法|分别|作出|答复|办理|处理|结果|为|的|决定|属于|因[^，；。\d]{1,16}等原因|因|全部|[（(][一二三四五六七八九\d][）)]"
    r"|[一二三四五六七八九\d][.．、是])*[“\"「『]?"
)
_WITH_CARRIED = re.compile(
    r"的?(?:申请)?[（，]?(?:其中|含|包括|包含|（)[^。；，）]{0,20}?(?:上一?个?年度?(?:结转|转结|接转|遗留)|结转上一?年)"
)
_YEAR = re.compile(r"(?<!〔)(20\d\d)年")
_YEAR_SPOKEN_OF = re.compile(r"(?<!〔)(20\d\d)年(?!\d{1,2}月\d)")
_LEAD_LENGTH = 600
"""So much of a paragraph before a sentence can still tell what it is about."""
_HEADING_LENGTH = 24
"""A paragraph no longer than this, without a full stop, is a heading and gives the next one its subject."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence: `start` is its place in the even prose of its section, `lead` what its paragraph said before it."""

    prose: Prose
    start: int
    text: str
    lead: str
    section: int | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement that may stand; `at` orders it in its section; `strong`: it calls itself the whole."""

    statement: Statement
    at: int
    strong: bool


def statements(opening: str | None, sections: Sequence[Section], *, year: int | None = None) -> list[Statement]:
    """Numbers the text states, in the order of the text; `what` as in spec/report-json ("A finding").

    `year` is the 统计年度; without it, the year that the text names most often.
    """
    parts = [(None, even(opening or ""))] + [(_number(section), even(section.text)) for section in sections]
    year = year or _usual_year(prose.text for _, prose in parts)
    found: list[Statement] = []
    for number, prose in parts:
        candidates = [c for s in _sentences(prose, number) for c in _of_sentence(s, year)]
        found += _settled(sorted(candidates, key=lambda candidate: candidate.at))
    return list(dict.fromkeys(found))


def _number(section: Section) -> int | None:
    return section.number or section_number(section.title)


def _usual_year(texts: Iterable[str]) -> int | None:
    years = Counter(year for text in texts for year in _YEAR_SPOKEN_OF.findall(text)).most_common(1)
    return int(years[0][0]) if years else None


def _sentences(prose: Prose, section: int | None) -> Iterator[_Sentence]:
    heading = ""
    for at, paragraph in prose.paragraphs():
        lead = heading
        for start, sentence in sentences(paragraph):
            yield _Sentence(prose, at + start, sentence, lead, section)
            lead = f"{lead}{sentence}。"[-_LEAD_LENGTH:]
        heading = paragraph if len(paragraph) <= _HEADING_LENGTH and paragraph[-1] not in "。；，" else ""


def _of_sentence(sentence: _Sentence, year: int | None) -> Iterator[_Candidate]:
    if not MAY_STATE.search(sentence.text):
        return
    taken: list[tuple[str, int, int]] = []
    for phrase in phrases_for(sentence.text):
        for match in phrase.found_in(sentence.text):
            if _counts(phrase, match, sentence, year) and not _overlaps(phrase, match, taken):
                taken.append((phrase.what, match.start(), match.end()))
                yield _candidate(phrase, match, sentence)
    yield from _dispute_parts(sentence, taken)


def _overlaps(phrase: Phrase, match: re.Match[str], taken: list[tuple[str, int, int]]) -> bool:
    return any(what == phrase.what and match.start() < end and start < match.end() for what, start, end in taken)


def _candidate(phrase: Phrase, match: re.Match[str], sentence: _Sentence) -> _Candidate:
    what = phrase.what
    if what == NEW and _WITH_CARRIED.match(sentence.text, match.end()):
        what = NEW_AND_CARRIED
    statement = _statement(what, _value(phrase, match), match, sentence)
    return _Candidate(statement, sentence.start + match.start(), bool(_A_WHOLE.search(match[0])))


def _statement(what: str, value: Number, match: re.Match[str], sentence: _Sentence) -> Statement:
    quote = sentence.prose.quote(sentence.start + match.start(), sentence.start + match.end())
    return Statement(what, value, quote, None if sentence.section is None else str(sentence.section))


def _value(phrase: Phrase, match: re.Match[str]) -> Number:
    if phrase.value is not None:
        return phrase.value
    value = number_of(match["n"])
    if match.groupdict().get("ten_thousand"):
        value = value * 10_000
    return int(value) if value == int(value) else value


def _clause(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The clause around a match: what stands in it before the match, and the whole of it."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "，；：、（") + 1
    ends = [at for mark in "，；：" if (at := text.find(mark, match.end())) >= 0]
    return text[start : match.start()], text[start : min(ends, default=len(text))]


def _counts(phrase: Phrase, match: re.Match[str], sentence: _Sentence, year: int | None) -> bool:
    before, clause = _clause(sentence.text, match)
    said = before + match[0]
    return (
        _on_subject(phrase.subject, match, clause, sentence)
        and _of_this_year(sentence.text[: match.start()], said, year)
        and not _OTHER_ORGANS.search(said)
        and not (phrase.bare and not _ENUMERATION_WORDS.fullmatch(before))
        and not (phrase.whole and _is_a_part(match, before, sentence.text))
        and not _NEXT_CHANNEL.match(sentence.text[match.end() :])
        and not (phrase.what == RESULT_TOTAL and (_LATE.search(sentence.text) or _PUT_OFF.search(before)))
        and not (phrase.what == NEW and _ANOTHER_COUNT.search(before))
    )


def _on_subject(subject: Subject, match: re.Match[str], clause: str, sentence: _Sentence) -> bool:
    if subject is Subject.REQUESTS:
        return _about_requests(match, clause, sentence)
    if subject is Subject.DISPUTES:
        return _about_disputes(match, clause, sentence)
    return True


def _about_requests(match: re.Match[str], clause: str, sentence: _Sentence) -> bool:
    said = match.groupdict().get("object")
    if said and _speaks_of_another(said):
        return False
    if _REQUESTS.search(said or "") or _REQUESTS.search(clause):
        return True
    if said and "申请" in said and _OTHER_TOPIC.search(said):
        return False
    return _topic_is_requests(sentence, match.start())


def _speaks_of_another(said: str) -> bool:
    words = _NEVER_A_REQUEST if _ENDS_AS_REQUEST.search(said) else _NOT_A_REQUEST
    return words.search(_REQUESTS.sub("", said)) is not None


def _topic_is_requests(sentence: _Sentence, until: int) -> bool:
    lead = sentence.lead + sentence.text[:until]
    last = max((found.start() for found in _REQUESTS.finditer(lead)), default=-1)
    other = max((found.start() for found in _OTHER_TOPIC.finditer(lead)), default=-1)
    return last > other or (last == other == -1 and sentence.section == 3)


_AS_AUTHORITY = re.compile(r"审理|审结(?<!尚未审结)(?<!未审结)|复议机关|办理行政复议|代理|应诉")
_ABOUT_DISCLOSURE = re.compile(r"信息公开|政务公开|依法?申请公开|公开")


def _about_disputes(match: re.Match[str], clause: str, sentence: _Sentence) -> bool:
    if _AS_AUTHORITY.search(clause):
        return False
    if sentence.section == 4 or _ABOUT_DISCLOSURE.search(sentence.text[: match.end()]):
        return True
    return _topic_is_requests(sentence, match.start())


def _of_this_year(before: str, said: str, year: int | None) -> bool:
    if _PART_OF_YEAR.search(before) or _OTHER_YEAR.search(said):
        return False
    named = _YEAR.findall(re.sub(r"《[^》]*》|〔\d+〕", "", before))
    return not named or year is None or int(named[-1]) == year


def _is_a_part(match: re.Match[str], before: str, sentence: str) -> bool:
    if "其中" in sentence[: match.start()]:
        return "新收" not in match[0]
    if _CHANNEL.search(match[0]) and _SUM_FOLLOWS.match(sentence[match.end() :]):
        return True
    return _CHANNEL.search(before + match[0]) is not None and not _A_WHOLE.search(match[0])


def _dispute_parts(sentence: _Sentence, taken: list[tuple[str, int, int]]) -> Iterator[_Candidate]:
    """维持、纠正、其他结果、尚未审结 count towards the dispute whose total was named last before them."""
    totals = [(end, what) for what, _, end in taken if what.startswith("disputes.") and what.count("+") == 0]
    for match in PARTS.finditer(sentence.text):
        named = [(end, what) for end, what in totals if end <= match.start()]
        if named:
            group = max(named)[1].removesuffix(".total")
            field = next(field for word, field in PART_FIELDS.items() if word in match["result"])
            statement = _statement(f"{group}.{field}", number_of(match["n"]), match, sentence)
            yield _Candidate(statement, sentence.start + match.start(), False)


def _settled(candidates: list[_Candidate]) -> list[Statement]:
    """Of different numbers for one thing in one section, the one that calls itself the whole; else none of them."""
    said: dict[str, set[Number]] = defaultdict(set)
    strong: dict[str, set[Number]] = defaultdict(set)
    for candidate in candidates:
        said[candidate.statement.what].add(candidate.statement.value)
        if candidate.strong:
            strong[candidate.statement.what].add(candidate.statement.value)
    return [c.statement for c in candidates if len(said[c.statement.what]) == 1 or _is_the_whole(c, strong)]


def _is_the_whole(candidate: _Candidate, strong: dict[str, set[Number]]) -> bool:
    return candidate.strong and len(strong[candidate.statement.what]) == 1
