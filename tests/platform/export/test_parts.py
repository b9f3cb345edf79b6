"""The small parts: lists cut from the oldest, a style that holds within our part of a page, addresses."""

from datetime import date

import pytest

from gongkai_web.export.lists import Line, parts
from gongkai_web.export.styling import scoped, style


def lines(count: int) -> list[Line]:
    return [Line(number, f"第{number}条", "", "", date(2026, 1, 1)) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 7, 8, 11, 12, 40])
def test_every_line_stands_in_exactly_one_part_newest_first(count):
    made = list(parts("a/index.html", lines(count), 4))
    first = made[-1]
    assert first.path == "a/index.html"
    assert [one.path for one in made[:-1]] == [f"a/{number}.html" for number in range(1, len(made))]
    read, at = [], first
    by_path = {one.path: one for one in made}
    while True:
        read += [line.pk for line in at.rows]
        if not at.older:
            break
        at = by_path[at.older]
    assert read == list(reversed(range(count)))
    assert len(first.rows) < 8
    assert all(len(one.rows) == 4 for one in made[:-1])


@pytest.mark.parametrize("count", range(40))
def test_one_line_more_changes_one_part_or_makes_one_more(count):
    before = {one.path: one.inputs for one in parts("index.html", lines(count), 4)}
    after = {one.path: one.inputs for one in parts("index.html", lines(count + 1), 4)}
    different = {path for path in after if before.get(path) != after[path]}
    grown = len(after) > len(before)
    assert len(different) <= (3 if grown else 1)


SCOPED = {
    "h1 { color: red }": ".gongkai h1 { color: red }",
    "a, b { x: y }": ".gongkai a, .gongkai b { x: y }",
    ":root { --a: b }": ".gongkai { --a: b }",
    ':root[data-view="elder"] { a: b }': '.gongkai[data-view="elder"] { a: b }',
    "html { a: b }": ".gongkai { a: b }",
    "body { a: b }": ".gongkai { a: b }",
    "body .x { a: b }": ".gongkai .x { a: b }",
    "*,\n*::before { a: b }": ".gongkai *, .gongkai *::before { a: b }",
    ".a:is(.b, .c) { a: b }": ".gongkai .a:is(.b, .c) { a: b }",
    "/* { */ p { a: b }": ".gongkai p { a: b }",
    "@media (max-width: 40rem) { p { a: b } }": "@media (max-width: 40rem) { .gongkai p { a: b } }",
    "@font-face { a: b }": "@font-face { a: b }",
}


@pytest.mark.parametrize("css", SCOPED)
def test_a_rule_holds_only_in_our_part(css):
    assert "".join(scoped(css).split()) == "".join(SCOPED[css].split())


def test_no_rule_of_ours_reaches_the_hosts_own_page():
    text = style().decode()
    for line in text.splitlines():
        head = line.partition("{")[0].strip()
        if "{" in line and head and not head.startswith("@"):
            assert all(
                one.strip().startswith((".gongkai", "body.plain", ".public-key")) for one in head.split(", .")[:1]
            ), line
