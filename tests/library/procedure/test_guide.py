"""The five questions: where each answer leads, and what each reply must rest on."""

import pytest

from gongkai.procedure.events import ENDINGS, EventType
from gongkai.procedure.guide import (
    EVIDENCE,
    QUESTIONS,
    bare_reasons,
    cites_only,
    evidence_for,
    missing_evidence,
    needs_of,
)
from gongkai.procedure.steps import NEXT_STEPS
from gongkai.statute import REPLIES

ANSWERS = [answer for question in QUESTIONS for answer in question.answers]


def test_the_five_questions_stand_in_their_order() -> None:
    assert [question.name for question in QUESTIONS] == ["补不补", "该不该", "有没有", "给不给", "当不当"]


def test_every_reply_one_may_give_is_reached_once_and_has_its_evidence() -> None:
    reached = [answer.reply for answer in ANSWERS if answer.reply]
    assert sorted(reached) == sorted(ENDINGS[EventType.REPLIED]) == sorted(EVIDENCE)


def test_an_answer_leads_to_a_reply_a_step_or_the_next_question() -> None:
    for answer in ANSWERS:
        assert not (answer.reply and answer.step)
        assert answer.reply in {"", *REPLIES} and answer.step in {"", *NEXT_STEPS}


_MIXED = {
    *("handed_out", "withheld_15", "withheld_16b", "reason_15", "reason_16b"),
    *("third_party", "public_interest"),
}
"""Of a partial reply on two grounds: what is withheld and why stands for each."""


@pytest.mark.parametrize(
    ("reply", "grounds", "codes"),
    [
        ("R36_4", (), {"search_by", "search_on", "search_where", "search_words", "search_found"}),
        ("R36_3_14c", (), {"harm", "harm_part", "reason"}),
        ("R36_3_15", (), {"third_party", "public_interest", "reason"}),
        ("R36_2", (), {"handed_out"}),
        ("R37", ("15", "16b"), _MIXED),
        ("R36_5", (), {"reason"}),
        ("R36_6", (), {"earlier"}),
    ],
)
def test_required_evidence(reply: str, grounds: tuple[str, ...], codes: set[str]) -> None:
    assert {one.code for one in missing_evidence(reply, {}, grounds)} == codes
    given = {one.code: "写明了" for one in evidence_for(reply, grounds)}
    assert missing_evidence(reply, given, grounds) == ()
    assert missing_evidence(reply, dict.fromkeys(given, "  "), grounds) != ()


CITED = [
    ("遮盖的内容中，3 处属于个人信息，1 处属于商业秘密、个人隐私等第三方合法权益（《条例》第十五条）", True),
    ("根据《中华人民共和国政府信息公开条例》第十六条第二款的规定，不予公开", True),
    ("属于《条例》第十四条", True),
    ("第十五条，公开后他人可以知道三户低保家庭的病情", False),
    ("商业秘密", False),
    ("过程性", False),
    ("", False),
]


@pytest.mark.parametrize(("reason", "bare"), CITED)
def test_a_reason_that_is_articles_alone(reason: str, bare: bool) -> None:
    assert cites_only(reason) is bare
    assert bool(bare_reasons("R37", {"reason": reason}, ("15",))) is bare


def test_what_a_ground_asks_for_besides_its_reason() -> None:
    assert [one.code for one in needs_of("15")] == ["third_party", "public_interest"]
    assert needs_of("16a") == ()
