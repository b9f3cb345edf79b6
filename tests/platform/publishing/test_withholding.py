"""不公开登记 (《条例》第十八条): what is entered, when it is looked at again, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Practice, Reassessment, Revision, SecrecyReview
from gongkai_web.publishing.withholding import reassess, withheld
from tests.platform.publishing.office import NOW, Office, approve, clear, draft, hand_in, say, township

pytestmark = pytest.mark.django_db
Result = Reassessment.Result
WITHHELD = {"disclosure": "withheld", "ground": "16b", "ground_reason": "还在讨论", "categories": []}


@pytest.fixture
def office() -> Office:
    return township()


def filed(office: Office, **other: object) -> Item:
    item = draft(office, **(WITHHELD | other))
    hand_in(office, item)
    clear(office, item, conclusion=SecrecyReview.Conclusion.WITHHELD)
    say(office.reviewer, item)
    say(office.head, item)
    item.refresh_from_db()
    return item


def test_what_is_approved_not_to_be_disclosed_is_entered_and_due_again_in_a_year(office: Office) -> None:
    item = filed(office)
    [one] = withheld(office.organ)
    assert (one.item, one.filed_on, one.review_on) == (item, date(2026, 11, 20), date(2027, 11, 20))


def test_an_office_decides_how_often_it_looks_again(office: Office) -> None:
    Practice.objects.create(organ=office.organ, review_months=6)
    filed(office)
    assert withheld(office.organ).get().review_on == date(2027, 5, 20)


def test_what_stays_withheld_is_due_again_later(office: Office) -> None:
    filed(office)
    later = NOW.replace(year=2027, month=10)
    reassess(by=office.clerk, withholding=withheld(office.organ).get(), result=Result.STAYS, reason="未定", now=later)
    assert withheld(office.organ).get().review_on == date(2028, 10, 20)


def test_what_may_be_disclosed_becomes_a_draft_and_leaves_the_register_when_it_is_released(office: Office) -> None:
    from gongkai_web.publishing.releasing import release

    item = filed(office)
    held = withheld(office.organ).get()
    reassess(by=office.clerk, withholding=held, result=Result.ACTIVE, reason="已经定稿", now=NOW)
    revision = item.revisions.get(state=Revision.State.DRAFT)
    assert (revision.disclosure, revision.ground, revision.ground_reason) == ("active", "", "")
    assert withheld(office.organ).exists()
    revision.categories = ["20_01"]
    revision.save()
    hand_in(office, item)
    approve(office, item)
    release(by=office.clerk, item=item, now=NOW)
    assert not withheld(office.organ).exists()
    assert item.revisions.get(number=1).state == Revision.State.SUPERSEDED


@pytest.mark.parametrize(
    ("result", "reason", "said"),
    [(Result.STAYS, "  ", "没有写评估的理由"), (Result.ON_REQUEST, "可以", "现在就是依申请公开")],
)
def test_what_may_not_be_is_refused(office: Office, result: Result, reason: str, said: str) -> None:
    filed(office, disclosure="on_request", ground="")
    with pytest.raises(PublishingError, match=said):
        reassess(by=office.clerk, withholding=withheld(office.organ).get(), result=result, reason=reason, now=NOW)


def test_another_organ_has_no_say(office: Office) -> None:
    filed(office)
    other = township("T2", "青山县红枫乡人民政府")
    with pytest.raises(PublishingError, match="没有评估"):
        reassess(by=other.clerk, withholding=withheld(office.organ).get(), result=Result.STAYS, reason="未定", now=NOW)
    assert not withheld(other.organ).exists()
