"""Write the generated pages of docs/reference anew: `python -m tools.write_docs`, or `--check` to see whether they are.

A further page is one function that returns its text, and one line in PAGES.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gongkai import proofing
from gongkai.checks import FAMILIES, RULES, SEVERITY_NAMES, Needs, Rule
from gongkai.reading.rules import RULES as READ_RULES
from gongkai.rulebook import RuleWords

ROOT = Path(__file__).resolve().parents[1]

HEAD = """# Rules · 规则

<!-- Written by `make docs` from the registry of rules. Do not edit by hand. -->

What `gongkai check` can say of an annual report. A finding carries the rule's name, its severity and the cells it is
about (docs/reference/report-json.md, "A finding").

- **Severity**: an *error* (错误) is impossible by arithmetic or by law, a *warning* (警告) needs an explanation, an *info*
  (提示) is worth a look. The table gives a rule's usual severity; a single finding may differ, and then says why.
- A blank or "/" counts as 0 in a sum, and then a sum that fails is only a warning. A total without a number, or a part
  that is missing or unreadable, leaves the sum undecided: an info without expected and actual number.
- A sum that fails and has a cell of uncertain reading is a matter of the reading (`kind: reading`), never an error.
- **Needs** *two years*: the rule compares with last year's report (`--previous`) and is silent without it.
- **Needs** *the parts*: the rule holds a government's report against those of its organs (`gongkai rollup`).
- A rule can be switched off or lowered with a reason: docs/how-to/switch-off-a-rule.md.
"""

FAMILY_TITLES = {
    "form": "The form as a whole · 格式",
    "sections": "The six sections · 六个部分",
    "wording": "What the text must say · 文字",
    "text": "Numbers of the text against the tables · 文字与表格",
    "shares": "Percentages · 百分比",
    "proactive": "Table two, proactive disclosure · 表二",
    "requests": "Table three, requests · 表三",
    "disputes": "Table four, disputes · 表四",
    "years": "Two years · 两年之间",
    "rollup": "A government against its parts · 汇总",
}


def rules_page() -> str:
    """docs/reference/rules.md: every rule of the registry by family, then the findings of the reading."""
    parts = [HEAD]
    for family in FAMILIES:
        members = [rule for rule in RULES.values() if rule.function.__module__ == family.__name__]
        parts.append("\n".join(_family(FAMILY_TITLES[family.__name__.rsplit(".", 1)[1]], members)))
    parts.append("\n".join(_reading()))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _family(title: str, rules: Sequence[Rule]) -> Iterator[str]:
    yield f"## {title}\n"
    yield from _table(
        ("rule", "severity", "needs", "title"),
        ((f"[{r.id}](#{r.id.lower()})", _severity(r), _needs(r), f"{r.title}<br>{r.title_en}") for r in rules),
    )
    for rule in rules:
        yield from _rule(rule)


def _rule(rule: RuleWords) -> Iterator[str]:
    yield f"\n### {rule.id}\n"
    yield f"{rule.description}\n"
    yield f"- 依据：{rule.basis}"
    yield from (f"- 说法：{message}" for message in rule.messages.values())


def _severity(rule: RuleWords) -> str:
    return f"{SEVERITY_NAMES[rule.severity]} {rule.severity.value}"


def _needs(rule: Rule) -> str:
    return {Needs.REPORT: "one report", Needs.PAIR: "two years", Needs.ROLLUP: "the parts"}[rule.needs]


def _reading() -> Iterator[str]:
    yield "## Findings of the reading · 读取\n"
    yield "Where the reading of a file is not sure of itself. They stay with the report and cannot be switched off.\n"
    yield from _table(
        ("rule", "severity", "title"),
        (
            (r.id, f"{SEVERITY_NAMES[r.severity]} {r.severity.value}", f"{r.title}<br>{r.title_en}")
            for r in READ_RULES.values()
        ),
    )
    yield ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield "|" + "---|" * len(head)
    yield from (_row(row) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


PROOF_HEAD = """# Proofing · 公开前检查

<!-- Written by `make docs` from the registry of rules. Do not edit by hand. -->

What `gongkai proof` can say of a text that is about to be published. How to use it: docs/how-to/proof-a-text.md.

- **Severity**: an *error* (错误) must be answered before release, a *warning* (疑点) needs a look and a decision, an *info*
  (提示) is worth knowing. The table gives a rule's usual severity; what a rule says of an office's own contact numbers, or of
  a place where it cannot be sure, is milder.
- Quotes never show a personal number in full, and no finding shows what a black box was meant to hide.
- Findings in one column of a table are told once, with their count.
- Rules can be switched off or lowered with a reason, as those of `gongkai check`: docs/how-to/switch-off-a-rule.md.
- Everything is decided on this machine; no text and no address is sent anywhere.
"""

PROOF_TITLES = {
    "identity": "Papers of identity · 证件号码",
    "contacts": "Telephone and e-mail · 电话和邮箱",
    "cards": "Bank cards · 银行卡",
    "homes": "Homes and vehicles · 住址和车牌",
    "lists": "Lists of persons · 名单",
    "secrecy": "Secrecy and internal papers · 密级和内部文件",
    "numbering": "Document numbers · 发文字号",
    "dates": "Dates and periods · 日期和期限",
    "publisher": "Publisher and metadata · 发布机构和元数据",
    "links": "Links · 链接",
    "slips": "Drafts and slips · 草稿痕迹和文字",
    "files": "What the file holds beside its text · 文件里看不见的内容",
}


def proofing_page() -> str:
    """docs/reference/proofing.md: every rule of the proof by family."""
    parts = [PROOF_HEAD]
    for family in proofing.FAMILIES:
        members = [rule for rule in proofing.RULES.values() if rule.function.__module__ == family.__name__]
        parts.append("\n".join(_proof_family(PROOF_TITLES[family.__name__.rsplit(".", 1)[1]], members)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _proof_family(title: str, rules: Sequence[proofing.Rule]) -> Iterator[str]:
    yield f"## {title}\n"
    yield from _table(
        ("rule", "severity", "title"),
        ((f"[{r.id}](#{r.id.lower()})", _severity(r), f"{r.title}<br>{r.title_en}") for r in rules),
    )
    for rule in rules:
        yield from _rule(rule)


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/rules.md": rules_page,
    "docs/reference/proofing.md": proofing_page,
}
"""Every generated page by its path, and the function that writes it."""


def stale() -> list[str]:
    """Pages that are not what would be written now."""
    return [path for path, page in PAGES.items() if _read(ROOT / path) != page()]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        for path in stale():
            print(f"{path} is stale: run make docs", file=sys.stderr)
        return 1 if stale() else 0
    for path, page in PAGES.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(page(), "utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
