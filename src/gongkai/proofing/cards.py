"""Bank cards: ISO/IEC 7812 numbers of the known prefixes whose check digit (Luhn) is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.context import PRIVACY_BASIS, is_other_number
from gongkai.proofing.identity import is_identity_number
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_CARD = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:\d{15,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?|\d{4}(?:-\d{4}){3}(?:-\d{1,3})?)(?![0-9A-Za-z.\-])"
)
_PREFIXES = ((re.compile(r"62"), (16, 17, 18, 19)), (re.compile(r"9558|60142[78]|6858|690755"), (16, 19)))
_FOREIGN = ((re.compile(r"4|5[1-5]|2[2-7]|35"), (16,)), (re.compile(r"3[47]"), (15,)))
_LABELS = re.compile(r"卡\s*号|银行|账\s*号|帐\s*号|账户|帐户|一卡通|一折通|社保卡|惠农|开户|收款|储蓄|信用卡|打卡|卡$")
_ORGAN_ACCOUNT = re.compile(
    r"户\s*名|开户名|单位名称|保证金|财政|国库|对公|专户|捐赠|捐款|缴费|缴款|基金会|公司|账户名称"
)


@rule(
    "PF-BANKCARD",
    Severity.ERROR,
    title="银行卡号",
    title_en="Bank card number",
    description="长度、发卡前缀和校验位（Luhn）都符合，并且写明卡号、账号、银行等的为错误；只有银联前缀的为疑点；单位账户为提示。",
    message={
        MAIN: "出现银行卡号 {quote}。请删除或遮盖。",
        "bare": "数字 {quote} 符合银行卡号的编码规则。是银行卡号的，请删除或遮盖。",
        "organ": "出现银行账号 {quote}，像是单位对外公布的账户。请核对无误、确需公布。",
    },
    basis=PRIVACY_BASIS,
)
def bank_cards(case: Case) -> Iterator[Found]:
    for match in _CARD.finditer(case.text):
        digits = masks.plain(match[0])
        if case.options.owns(digits) or (len(digits) == 18 and is_identity_number(digits)):
            continue
        before = case.before(match.start(), 30)
        labelled = _LABELS.search(before) is not None
        if not _is_card(digits, (*_PREFIXES, *_FOREIGN) if labelled else _PREFIXES[:1]):
            continue
        quote = masks.number(digits)
        if not labelled and is_other_number(before):
            continue
        if not labelled:
            yield Found(quote, match.start(), template="bare", severity=Severity.WARNING)
        elif _ORGAN_ACCOUNT.search(case.before(match.start(), 80)) and not case.passage(match.start()).is_cell:
            yield Found(quote, match.start(), template="organ", severity=Severity.INFO)
        else:
            yield Found(quote, match.start())


def _is_card(digits: str, prefixes: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...]) -> bool:
    known = any(prefix.match(digits) and len(digits) in lengths for prefix, lengths in prefixes)
    return known and len(set(digits)) > 2 and luhn.is_valid(digits)
