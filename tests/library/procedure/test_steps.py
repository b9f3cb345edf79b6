"""The explanation: Chinese one can show a citizen, each line with its date and its article."""

import re

import pytest

from tests.library.procedure.test_examples import clocks_of

EVERYTHING = [
    "correction_requested 2026-01-22",
    "corrected 2026-02-25",
    "third_party_consulted 2026-02-26 party=甲公司 received=2026-02-28",
    "third_party_replied 2026-03-05 party=甲公司",
    "organ_consulted 2026-03-03 role=co_maker party=县教育局",
    "organ_consulted 2026-03-03 role=other party=县档案馆",
    "organ_replied 2026-03-06 party=县档案馆",
    "extended 2026-04-01 days=10 approved_by=某某",
    "delayed 2026-04-10 until=2026-07-01 reason=数量大",
    "fee_notified 2026-04-13",
    "fee_paid 2026-04-20",
    "replied 2026-05-12",
    "reply_ordered 2026-08-03 days=15",
    "withdrawn 2026-08-05",
]


def test_every_event_has_its_line_in_the_order_of_the_days() -> None:
    steps = clocks_of("2026-01-20", *EVERYTHING).steps
    assert [step.date for step in steps] == sorted(step.date for step in steps)
    days = [step.date.isoformat() for step in steps]
    assert all(event.split()[1] in days for event in EVERYTHING)


def test_no_code_and_no_english_is_in_the_words() -> None:
    clocks = clocks_of("2026-01-20", *EVERYTHING)
    texts = [step.text for step in clocks.steps] + [caution.text for caution in clocks.warnings]
    assert [text for text in texts if re.search("[A-Za-z_]", text)] == []


def test_a_correction_in_the_words_of_the_specification() -> None:
    step = clocks_of("2026-01-20", "corrected 2026-02-25").steps[1]
    assert (step.text, step.article) == ("收到补正后的申请，答复期限自当日起重新计算", "《条例》第三十条")


@pytest.mark.parametrize(
    ("event", "article"),
    [
        ("correction_requested 2026-01-22", "《条例》第三十条"),
        ("third_party_consulted 2026-01-22", "《条例》第三十二条"),
        ("organ_consulted 2026-01-22 role=co_maker", "《条例》第三十四条"),
        ("organ_consulted 2026-01-22 role=other", "《条例》第三十三条第三款"),
        ("extended 2026-01-22 days=1 approved_by=某某", "《条例》第三十三条第二款"),
        ("delayed 2026-01-22 until=2026-07-01 reason=数量大", "《条例》第三十五条"),
        ("fee_notified 2026-01-22", "《政府信息公开信息处理费管理办法》第六条"),
        ("replied 2026-01-22", "《条例》第三十六条"),
    ],
)
def test_the_article_of_a_line(event: str, article: str) -> None:
    assert clocks_of("2026-01-20", event).steps[1].article == article


def test_the_last_line_says_how_it_was_counted() -> None:
    events = ("third_party_consulted 2026-04-27", "third_party_replied 2026-05-13", EXTENDED)
    step = clocks_of("2026-04-20", *events).steps[-1]
    assert step.text == (
        "自2026年4月20日的次日起20个工作日，延长10个工作日，扣除征求意见的10个工作日，答复期限到这一天届满；"
        "其间劳动节（2026年5月1日至5日）放假不计算；2026年5月9日调休上班，计算在内"
    )


EXTENDED = "extended 2026-05-14 days=10 approved_by=某某"


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        ("third_party_consulted 2026-04-27", "由本机关依法决定是否公开"),
        ("organ_consulted 2026-04-27 role=co_maker", "视为同意公开"),
    ],
)
def test_what_silence_means(event: str, meaning: str) -> None:
    steps = clocks_of("2026-04-20", event).steps
    assert any(meaning in step.text and step.date.isoformat() == "2026-05-20" for step in steps)


def test_the_old_law_is_cited_as_the_old_law() -> None:
    articles = [step.article for step in clocks_of("2019-03-20", "extended 2019-03-25 days=5").steps]
    assert all(article and article.startswith("2007年《条例》") for article in articles)
