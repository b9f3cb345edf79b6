"""Findings at their places in the text: in lines, in lists, in cells; and texts in which there is no such place."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.publishing.findings import checked
from gongkai_web.publishing.places import Placed, placed
from tests.platform.publishing.office import draft, township

pytestmark = pytest.mark.django_db
IDENTITY = "110101199003074477"


def found(body: str, **other: object) -> tuple[str, list[Placed]]:
    revision = draft(township(), body=body, **other).revisions.get()
    return placed(revision, checked(revision, date(2026, 11, 20)))


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (f"<p>一。</p><p>王某，{IDENTITY}。</p><p>三。</p>", '<p class="found-here"><a class="mark'),
        (f"<ul><li>一</li><li>王某，{IDENTITY}。</li></ul>", '<li class="found-here"><a class="mark'),
        (f"<h2>一</h2><p>二<br>王某，{IDENTITY}。</p>", '<p class="found-here"><a class="mark'),
        (
            f"<table><tr><td colspan='2'>名单</td></tr><tr><td>王某</td><td>{IDENTITY}</td></tr></table>",
            '<td class="found-here"><a class="mark',
        ),
    ],
)
def test_a_mark_stands_before_the_place_and_leads_to_the_finding(body: str, where: str) -> None:
    marked, findings = found(body)
    [one] = [one for one in findings if one.checked.is_error]
    assert one.is_in_text
    assert where in marked
    assert f'href="#finding-{one.number}" id="place-{one.number}"' in marked
    assert marked.index(where) < marked.index(IDENTITY)
    assert marked.count('class="found-here"') == 1


def test_a_place_with_the_words_of_the_title_is_not_taken_for_it() -> None:
    marked, _ = found(f"<p>通知</p><p>关于通知的说明</p><p>王某，{IDENTITY}。</p>", title="通知", summary="通知")
    assert marked.index("found-here") > marked.index("关于通知的说明")


def test_two_findings_in_one_place_stand_in_their_order() -> None:
    marked, findings = found(f"<p>王某，{IDENTITY}；李某，11010519491231002X。</p>")
    errors = [one.number for one in findings if one.checked.is_error]
    assert len(errors) == 2
    assert marked.index(f"place-{errors[0]}") < marked.index(f"place-{errors[1]}")


OTHER = "11010519491231002X"


@pytest.mark.parametrize(
    ("head", "places"),
    [("身份证号", 2), ("备注", 2)],
    ids=["a column told as a whole", "numbers told one by one"],
)
def test_every_place_of_a_finding_is_marked(head: str, places: int) -> None:
    rows = f"<tr><td>王某</td><td>{IDENTITY}</td></tr><tr><td>李某</td><td>{OTHER}</td></tr>"
    marked, findings = found(f"<table><tr><td>姓名</td><td>{head}</td></tr>{rows}</table>")
    [one] = [one for one in findings if one.checked.is_error]
    assert one.marks == (f"place-{one.number}", f"place-{one.number}-2")
    assert marked.count("found-here") == places
    assert marked.index(one.marks[0]) < marked.index(IDENTITY) < marked.index(one.marks[1]) < marked.index(OTHER)


def test_an_answer_for_two_places_does_not_cover_a_third() -> None:
    def fingerprint(*numbers: str) -> str:
        rows = "".join(f"<tr><td>王某</td><td>{number}</td></tr>" for number in numbers)
        office = township(code=f"T{len(numbers)}")
        body = f"<table><tr><td>姓名</td><td>身份证号</td></tr>{rows}</table>"
        every = checked(draft(office, body=body).revisions.get(), date(2026, 11, 20))
        return next(one.fingerprint for one in every if one.is_error)

    assert fingerprint(IDENTITY, OTHER) != fingerprint(IDENTITY, OTHER, IDENTITY)


def test_what_concerns_the_whole_text_has_no_place_and_the_text_stays_as_it_is() -> None:
    body = "<p>没有问题的正文。</p>"
    marked, findings = found(body, document_number="白政发〔2019〕3号")
    assert marked == body
    assert [one.is_in_text for one in findings] == [False]


def test_an_empty_text_has_no_places() -> None:
    assert found("", document_number="白政发〔2019〕3号")[0] == ""
