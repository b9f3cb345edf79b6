"""The manual of rules is written from the registry, and is what the registry says now."""

from tools.write_docs import FAMILY_TITLES, PAGES, ROOT, main, stale

from gongkai.checks import FAMILIES, RULES, SEVERITY_NAMES
from gongkai.report import Severity


def test_no_generated_page_is_stale() -> None:
    assert stale() == [], "run: make docs"


def test_asking_whether_a_page_is_stale_writes_nothing() -> None:
    assert main(["--check"]) == 0


def test_every_rule_is_in_the_manual_with_its_basis() -> None:
    page = (ROOT / "docs/reference/rules.md").read_text("utf-8")
    assert all(f"### {rule.id}\n" in page and rule.basis in page for rule in RULES.values())
    assert "docs/reference/rules.md" in PAGES


def test_every_family_has_a_title_and_every_severity_a_name() -> None:
    assert {family.__name__.rsplit(".", 1)[1] for family in FAMILIES} == set(FAMILY_TITLES)
    assert set(SEVERITY_NAMES) == set(Severity)


def test_the_how_to_names_rules_that_exist() -> None:
    text = (ROOT / "docs/how-to/switch-off-a-rule.md").read_text("utf-8")
    assert all(name in RULES for name in ("T2-JUMP", "TX-DUP", "T3-ROW", "T3-SUM", "T3-BALANCE", "T4-SUM"))
    assert "--off T2-JUMP=" in text and "--lower TX-DUP=info:" in text
