"""保密审查表: who fills it in, on which version, and how it stands on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from gongkai_web.organs.roles import Role
from gongkai_web.publishing.drafting import save
from gongkai_web.publishing.models import Item, SecrecyReview
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_, at, location
from tests.platform.publishing.office import CLEAN, NOW, Office, clear, draft, hand_in, person, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def item(office: Office) -> Item:
    item = draft(office)
    hand_in(office, item)
    return item


def filled(office: Office, item: Item, **changes: Any) -> HttpResponse:
    given = {f"q_{name}": value for name, value in CLEAN.items()}
    given |= {"conclusion": "open", "digest": item.revisions.get().digest} | changes
    return as_(office.reviewer).post(at(item, "secrecy/"), given)


def test_the_reviewer_reads_the_text_and_answers_item_by_item(office: Office, item: Item) -> None:
    page = text(as_(office.reviewer).get(at(item, "secrecy/")))
    assert "秋季防火" in page
    assert "10. 附件、图片、隐藏内容" in page
    assert location(filled(office, item)) == at(item)
    assert SecrecyReview.objects.get().conclusion == "open"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"q_personal": ""}, "还有 1 项没有审查"),
        ({"conclusion": ""}, "还没有写审查结论"),
        ({"conclusion": "partial"}, "没有写明遮盖了哪些内容"),
        ({"conclusion": "refer"}, "没有写明报哪个部门确定"),
        ({"q_personal": "yes"}, "需要说明才能写"),
        ({"digest": "0" * 64}, "改动过"),
    ],
)
def test_what_is_not_complete_is_not_kept_and_nothing_typed_is_lost(
    office: Office, item: Item, changes: dict[str, str], said: str
) -> None:
    answer = filled(office, item, opinion="", masked="", **changes)
    assert answer.status_code == 422
    assert said in text(answer)
    assert text(answer).count(" checked") >= 9
    assert not SecrecyReview.objects.exists()


def test_what_was_answered_on_this_version_is_there_again(office: Office, item: Item) -> None:
    filled(office, item, opinion="可以公开，无涉密内容")
    assert "可以公开，无涉密内容" in text(as_(office.reviewer).get(at(item, "secrecy/")))


def test_nobody_else_has_the_form(office: Office, item: Item) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    for who in (office.clerk, office.head, other.reviewer):
        assert as_(who).get(at(item, "secrecy/")).status_code == 404


def test_whoever_once_saved_the_draft_never_reviews_it(office: Office) -> None:
    item = draft(office)
    both = person("both", "孙二", Role.CLERK, office.organ)
    from gongkai_web.organs.services import appoint

    appoint(by=None, person=both, role=Role.SECRECY_REVIEWER, organ=office.organ, since=NOW.date().replace(month=1))
    save(by=both, item=item, lock=0, now=NOW, title="孙二改过")
    save(by=office.clerk, item=item, lock=1, now=NOW, title="又改回来")
    hand_in(office, item)
    assert as_(both).get(at(item, "secrecy/")).status_code == 404


def test_there_is_no_form_while_nothing_is_under_review(office: Office) -> None:
    assert as_(office.reviewer).get(at(draft(office), "secrecy/")).status_code == 404


def test_the_table_on_paper_names_reviewer_version_and_conclusion(office: Office, item: Item) -> None:
    review = clear(office, item)
    page = text(as_(office.clerk).get(at(item, f"secrecy/{review.pk}/")))
    assert "政府信息公开保密审查表" in page
    assert review.digest in page
    assert "保密审查员：李保" in page
    assert "可以公开" in page


def test_a_table_is_found_only_under_its_own_item(office: Office, item: Item) -> None:
    review = clear(office, item)
    assert as_(office.clerk).get(at(draft(office), f"secrecy/{review.pk}/")).status_code == 404
    other = township("T2", "青山县红枫乡人民政府")
    assert as_(other.clerk).get(at(item, f"secrecy/{review.pk}/")).status_code == 404
