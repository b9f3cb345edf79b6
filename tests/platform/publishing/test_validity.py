"""Which documents hold on a day: a table a jurist can check, and the acts that end one."""

from datetime import date

import pytest

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.validity import Validity, expiring, in_force, link, repeal, restore, validity_of
from tests.platform.publishing.office import NOW, published, township

D = date


@pytest.mark.parametrize(
    ("effective", "expires", "repealed", "day", "said"),
    [
        (None, None, None, D(2026, 11, 20), Validity.VALID),
        (D(2026, 12, 1), None, None, D(2026, 11, 30), Validity.COMING),
        (D(2026, 12, 1), None, None, D(2026, 12, 1), Validity.VALID),
        (None, D(2026, 12, 31), None, D(2026, 12, 31), Validity.VALID),
        (None, D(2026, 12, 31), None, D(2027, 1, 1), Validity.EXPIRED),
        (None, None, D(2026, 12, 31), D(2026, 12, 30), Validity.VALID),
        (None, None, D(2026, 12, 31), D(2026, 12, 31), Validity.REPEALED),
        (None, D(2026, 6, 30), D(2026, 12, 31), D(2027, 1, 1), Validity.REPEALED),
    ],
)
def test_validity_on_a_day(effective, expires, repealed, day, said):
    item = Item(normative="document", effective_on=effective, expires_on=expires, repealed_on=repealed)
    assert validity_of(item, day) is said


def test_what_is_no_normative_document_has_no_validity():
    assert validity_of(Item(normative=""), D(2026, 11, 20)) is None


@pytest.mark.django_db
def test_the_list_in_force_on_a_day_is_the_same_whenever_it_is_asked():
    office = township()
    old = published(
        office,
        title="关于印发试行办法的通知",
        normative="document",
        formed_on=D(2024, 1, 4),
        first_published_on=D(2024, 1, 5),
    )
    new = published(office, title="关于印发办法的通知", normative="document", first_published_on=D(2026, 11, 20))
    repeal(by=office.clerk, item=old, on=D(2026, 11, 20), by_item=new, now=NOW, replaced=True)
    on = {
        day: [one.pk for one in in_force(office.organ, day, NOW)]
        for day in (D(2024, 1, 4), D(2025, 1, 1), D(2026, 11, 20))
    }
    assert on == {D(2024, 1, 4): [], D(2025, 1, 1): [old.pk], D(2026, 11, 20): [new.pk]}
    assert Link.objects.get().kind == Link.Kind.REPLACES


@pytest.mark.django_db
def test_a_repeal_entered_by_mistake_can_be_undone():
    office = township()
    item = published(office, normative="document")
    repeal(by=office.clerk, item=item, on=D(2026, 11, 21), note="县政府令第3号", now=NOW)
    restore(by=office.clerk, item=item, now=NOW)
    assert validity_of(Item.objects.get(pk=item.pk), D(2026, 12, 1)) is Validity.VALID


@pytest.mark.django_db
def test_a_repeal_says_by_what():
    office = township()
    item = published(office, normative="document")
    with pytest.raises(PublishingError, match="依据"):
        repeal(by=office.clerk, item=item, on=D(2026, 11, 21), now=NOW)


@pytest.mark.django_db
def test_another_organ_cannot_repeal():
    office, other = township(), township("T2", "青山县红土乡人民政府")
    item = published(office, normative="document")
    with pytest.raises(PublishingError):
        repeal(by=other.clerk, item=item, on=D(2026, 11, 21), note="误", now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expires", "told"),
    [(D(2026, 11, 19), False), (D(2026, 11, 20), True), (D(2027, 5, 20), True), (D(2027, 5, 21), False)],
)
def test_what_ends_within_half_a_year_is_told(expires, told):
    office = township()
    published(
        office, normative="document", formed_on=D(2022, 1, 1), first_published_on=D(2022, 1, 1), expires_on=expires
    )
    assert expiring(office.organ, D(2026, 11, 20), NOW).exists() is told


@pytest.mark.django_db
def test_an_interpretation_is_linked_once():
    office = township()
    policy, reading = published(office, normative="document"), published(office, title="一图读懂")
    for _ in range(2):
        link(by=office.clerk, kind=Link.Kind.INTERPRETS, source=reading, target=policy, now=NOW)
    assert Link.objects.count() == 1
