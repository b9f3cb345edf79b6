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


def test_what_concerns_the_whole_text_has_no_place_and_the_text_stays_as_it_is() -> None:
    body = "<p>没有问题的正文。</p>"
    marked, findings = found(body, document_number="白政发〔2019〕3号")
    assert marked == body
    assert [one.is_in_text for one in findings] == [False]


def test_an_empty_text_has_no_places() -> None:
    assert found("", document_number="白政发〔2019〕3号")[0] == ""
