"""Grounds, replies and the rows of table three."""

import pytest

from gongkai.report.forms import FORM_2021
from gongkai.report.forms import OUTCOMES as FORM_OUTCOMES
from gongkai.statute import EXEMPTIONS, OUTCOMES, REFUSALS, REPLIES, articles_of


def test_the_outcomes_are_those_of_the_form_in_its_order() -> None:
    assert OUTCOMES == FORM_OUTCOMES == FORM_2021.outcomes
    assert len(OUTCOMES) == 21


@pytest.mark.parametrize(
    ("reply", "outcome", "article"),
    [
        ("R36_1", "granted", "《条例》第三十六条第（一）项"),
        ("R36_2", "granted", "《条例》第三十六条第（二）项"),
        ("R37", "partial", "《条例》第三十七条"),
        ("R36_3_14a", "denied_state_secret", "《条例》第十四条、《条例》第三十六条第（三）项"),
        ("R36_3_14b", "denied_by_law", "《条例》第十四条、《条例》第三十六条第（三）项"),
        ("R36_3_14c", "denied_security", "《条例》第十四条、《条例》第三十六条第（三）项"),
        ("R36_3_15", "denied_third_party", "《条例》第十五条、《条例》第三十六条第（三）项"),
        ("R36_3_16a", "denied_internal", "《条例》第十六条第一款、《条例》第三十六条第（三）项"),
        ("R36_3_16b", "denied_process", "《条例》第十六条第二款、《条例》第三十六条第（三）项"),
        ("R36_3_16c", "denied_enforcement", "《条例》第十六条第二款、《条例》第三十六条第（三）项"),
        ("R36_7", "denied_inquiry", "《条例》第三十六条第（七）项"),
        ("R36_4", "unable_not_held", "《条例》第三十六条第（四）项"),
        ("R36_5", "unable_not_held", "《条例》第三十六条第（五）项"),
        ("R38", "unable_not_ready_made", "《条例》第三十八条"),
        ("R30b", "unable_unclear", "《条例》第三十条"),
        ("R39_1", "refused_petition", "《条例》第三十九条第一款"),
        ("R36_6", "refused_repeat", "《条例》第三十六条第（六）项"),
        ("R39_2", "refused_publication", "《条例》第三十九条第二款"),
        ("R35", "refused_excessive", "《条例》第三十五条"),
        ("RX", "refused_reconfirm", ""),
        ("R30", "other_not_corrected", "《条例》第三十条"),
        ("R109", "other_fee_unpaid", "《政府信息公开信息处理费管理办法》第六条"),
        ("R_WITHDRAW", "other_misc", ""),
    ],
)
def test_the_row_and_the_article_of_a_reply(reply: str, outcome: str, article: str) -> None:
    assert (REPLIES[reply].outcome, REPLIES[reply].article) == (outcome, article)


def test_the_seven_grounds_are_the_seven_refusals() -> None:
    assert list(EXEMPTIONS) == ["14a", "14b", "14c", "15", "16a", "16b", "16c"]
    assert {outcome for outcome in OUTCOMES if outcome.startswith("denied_")} - set(REFUSALS) == {"denied_inquiry"}


def test_articles_of_an_outcome() -> None:
    assert articles_of("unable_not_held") == ("《条例》第三十六条第（四）项", "《条例》第三十六条第（五）项")
    assert articles_of("refused_reconfirm") == ()
    with pytest.raises(KeyError):
        articles_of("no_such_outcome")
