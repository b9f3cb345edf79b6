"""事项: which items stand under which tab, for whom, in what order, a page at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.drafting import begin, begin_correction, discard
from gongkai_web.publishing.listing import PAGE, Tab, Wanted, counts, listed, seen_by
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.releasing import recall
from gongkai_web.workflow.models import Verdict
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, person, published, say, township

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def office() -> Office:
    return township()


def in_state(office: Office, state: str) -> Item:
    item = published(office) if state in ("published", "recalled", "correcting") else draft(office)
    if state in ("in_review", "returned", "rejected", "approved"):
        hand_in(office, item)
    if state in ("returned", "rejected"):
        say(office.reviewer, item, Verdict.RETURN if state == "returned" else Verdict.REJECT, "不行")
    if state == "approved":
        approve(office, item)
    if state == "recalled":
        recall(by=office.clerk, item=item, reason="错了", now=NOW)
    if state == "correcting":
        begin_correction(by=office.clerk, item=item, now=NOW)
    if state == "discarded":
        discard(by=office.clerk, item=item, now=NOW)
    return item


@pytest.mark.parametrize(
    ("state", "tabs"),
    [
        ("draft", [Tab.DRAFT]),
        ("in_review", [Tab.IN_REVIEW]),
        ("returned", [Tab.RETURNED]),
        ("rejected", [Tab.RETURNED]),
        ("approved", [Tab.APPROVED]),
        ("published", [Tab.PUBLISHED]),
        ("recalled", [Tab.RECALLED]),
        ("correcting", [Tab.DRAFT, Tab.PUBLISHED]),
        ("discarded", [Tab.DISCARDED]),
    ],
)
def test_where_an_item_stands(office: Office, state: str, tabs: list[Tab]) -> None:
    in_state(office, state)
    found = counts(seen_by(office.clerk, office.organ, DAY))
    assert [tab for tab, number in found.items() if number] == tabs


def test_what_was_rejected_and_written_anew_is_a_draft_only(office: Office) -> None:
    begin_correction(by=office.clerk, item=in_state(office, "rejected"), now=NOW)
    found = counts(seen_by(office.clerk, office.organ, DAY))
    assert [tab for tab, number in found.items() if number] == [Tab.DRAFT]


def test_whoever_is_of_a_unit_sees_that_units_items_and_their_own(office: Office) -> None:
    farms, money = (Unit.objects.create(organ=office.organ, name=name) for name in ("农业站", "财政所"))
    chen = person("chen", "陈农", Role.CONTRIBUTOR, office.organ, unit=farms)
    for unit, title in ((farms, "农业"), (money, "财政")):
        begin(by=office.clerk, organ=office.organ, unit=unit, now=NOW, title=title)
    begin(by=chen, organ=office.organ, now=NOW, title="自己的")
    titles = {one.revision.title for one in listed(seen_by(chen, office.organ, DAY), Tab.DRAFT, Wanted()).rows}
    assert titles == {"农业", "自己的"}


def test_another_organ_sees_nothing(office: Office) -> None:
    draft(office)
    other = township("T2", "青山县红枫乡人民政府")
    assert not seen_by(other.clerk, office.organ, DAY).exists()


def test_a_list_is_walked_to_its_end_page_by_page_without_repeats(office: Office) -> None:
    made = [
        begin(by=office.clerk, organ=office.organ, now=NOW + timedelta(minutes=number // 2), title=f"{number}").item
        for number in range(2 * PAGE + 3)
    ]
    seen, after, pages = [], "", 0
    while True:
        page = listed(seen_by(office.clerk, office.organ, DAY), Tab.DRAFT, Wanted(), after)
        seen += [row.item for row in page.rows]
        pages, after = pages + 1, page.next
        if not after:
            break
    assert pages == 3
    assert seen == made[::-1]


@pytest.mark.parametrize("cursor", ["x", "2026-11-20~1", "2026-99-99T00:00:00~1", "~", "2026-11-20T01:00:00+08:00~x"])
def test_a_cursor_nobody_gave_is_the_first_page(office: Office, cursor: str) -> None:
    draft(office)
    assert len(listed(seen_by(office.clerk, office.organ, DAY), Tab.DRAFT, Wanted(), cursor).rows) == 1


@pytest.mark.parametrize(
    ("words", "found"), [("防火", 1), ("政发〔2026〕7号", 1), ("防汛", 0), ("T1/2026-00001", 1), ("2026-0000", 0)]
)
def test_an_item_is_found_by_title_number_and_index_number(office: Office, words: str, found: int) -> None:
    published(office, document_number="白政发〔2026〕7号")
    items = seen_by(office.clerk, office.organ, DAY)
    assert len(listed(items, Tab.PUBLISHED, Wanted(words)).rows) == found
