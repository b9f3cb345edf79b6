"""What holds for every number: valid ones are found, spoilt ones are not, and no finding gives one away."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.proofing import proof
from gongkai.proofing.identity import PROVINCES
from tests.library.proofing.texts import card, identity

FEW = settings(max_examples=60, deadline=None)


@st.composite
def identities(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1905, 1, 1), date(2025, 12, 31)))
    region = draw(st.sampled_from(sorted(PROVINCES))) + f"{draw(st.integers(0, 9999)):04d}"
    return identity(f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}")


cards = st.integers(0, 10**12 - 1).map(lambda n: card(f"622848{n:012d}"))
mobiles = st.integers(13_000_000_000, 19_999_999_999).map(str)


@FEW
@given(identities())
def test_every_identity_number_is_found(number: str) -> None:
    assert "PF-ID" in [finding.rule for finding in proof(f"经查，{number}。")]


@FEW
@given(identities(), st.integers(0, 17), st.integers(1, 9))
def test_one_changed_digit_makes_it_none(number: str, place: int, by: int) -> None:
    digit = number[place]
    other = str((int(digit) + by) % 10) if digit != "X" else "1"
    spoilt = number[:place] + other + number[place + 1 :]
    assert "PF-ID" not in [finding.rule for finding in proof(f"经查，{spoilt}。")]


@FEW
@given(identities(), cards, mobiles)
def test_no_finding_gives_a_number_away(number: str, bank: str, mobile: str) -> None:
    text = f"（内部文件）申请人张三，身份证号{number}，卡号{bank}，手机{mobile}。密级：机密{number}\n户主电话{mobile} http://10.0.0.1/{number}"
    findings = proof(text)
    assert {"PF-ID", "PF-BANKCARD", "PF-MOBILE", "PF-LINK"} <= {finding.rule for finding in findings}
    for finding in findings:
        said = finding.message + finding.quote
        assert not any(secret in said for secret in (number, bank, mobile, number[6:14], number[-6:]))


@FEW
@given(st.text(alphabet="0123456789Xx -年月日号〔〕[]（）()★密机绝秘@.:/×，。\n省市县张三", max_size=300))
def test_any_text_is_proofed_without_error(text: str) -> None:
    for finding in proof(text):
        assert finding.message
        assert finding.at.line is None or 1 <= finding.at.line <= text.count("\n") + 1


def test_hostile_text_takes_no_longer_than_other_text() -> None:
    pieces = [
        "1 " * 50_000,
        "滨" * 100_000,
        "（" * 100_000,
        "a@" * 50_000,
        "http://" * 20_000,
        "×" * 100_000,
        "村1组" * 40_000,
        ("1111 " * 9_000 + "\n") * 2,
    ]
    started = time.process_time()
    for piece in pieces:
        proof(piece)
    assert time.process_time() - started < 15
