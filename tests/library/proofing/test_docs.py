"""The manual of the proof is written from its registry; every rule has words a reader can act on."""

import re

import pytest
from tools.write_docs import PAGES, PROOF_TITLES, ROOT

from gongkai.proofing import FAMILIES, RULES, Rule, Settings, SettingsError
from gongkai.report import Severity


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_is_in_the_manual_with_its_basis(rule: Rule) -> None:
    page = (ROOT / "docs/reference/proofing.md").read_text("utf-8")
    assert page == PAGES["docs/reference/proofing.md"](), "run: make docs"
    assert f"### {rule.id}\n" in page
    assert rule.basis in page
    assert rule.id.startswith("PF-")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_message_says_what_to_do(rule: Rule) -> None:
    for message in rule.messages.values():
        assert message.endswith("。")
        assert re.search(r"请|不得|应为|应写成", message), message


def test_every_family_has_a_title() -> None:
    assert {family.__name__.rsplit(".", 1)[1] for family in FAMILIES} == set(PROOF_TITLES)
    assert {rule.function.__module__ for rule in RULES.values()} == {family.__name__ for family in FAMILIES}


def test_a_rule_is_switched_off_and_lowered_with_a_reason() -> None:
    settings = Settings(off={"PF-SLIP": "校对另有人做"}, severity={"PF-MOBILE": (Severity.WARNING, "经本人同意")})
    assert settings.notes() == [
        "规则 PF-SLIP（常见错别字、重复的标点）已关闭。理由：校对另有人做",
        "规则 PF-MOBILE（手机号码）最高按“疑点”报告。理由：经本人同意",
    ]
    with pytest.raises(SettingsError, match="PF-MOBILE"):
        Settings(off={"PF-MOBIL": "x"})
    with pytest.raises(SettingsError, match="理由"):
        Settings(off={"PF-SLIP": " "})
