"""Whose kept pages an act of one organ makes anew: its own, those linked with it, those that span organs; no others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from gongkai_web.organs.models import Level, Organ
from gongkai_web.organs.services import rename
from gongkai_web.publishing.editions import edition, next_edition, of_item, of_organ
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.releasing import recall
from gongkai_web.publishing.setting import hide_column
from gongkai_web.publishing.validity import link, repeal, restore, unlink
from tests.platform.portal.reading import page
from tests.platform.publishing.office import NOW, Office, content, published, township

LATER = NOW + timedelta(minutes=1)


@dataclass
class County:
    """Two townships with a document each, of which the second interprets the first where `link` is set."""

    first: Office
    second: Office
    document: Item
    reading: Item


@pytest.fixture
def county(db: None) -> County:
    above = township("C1", "青山县人民政府", Level.COUNTY)
    first, second = township(), township("T2", "青山县黑水乡人民政府")
    Organ.objects.filter(code__in=("T1", "T2")).update(parent=above.organ)
    document = published(first, title="白云乡防火办法", normative="document")
    return County(first, second, document, published(second, title="黑水乡解读"))


Act = Callable[[County], object]
ACTS: dict[str, Act] = {
    "publish": lambda c: published(c.first, title="又一条"),
    "recall": lambda c: recall(by=c.first.clerk, item=c.document, reason="有误", now=LATER),
    "repeal": lambda c: repeal(by=c.first.clerk, item=c.document, on=date(2026, 11, 20), now=LATER, note="另有决定"),
    "undo a repeal": lambda c: restore(by=c.first.clerk, item=c.document, now=LATER),
    "hide a column": lambda c: hide_column(
        by=c.first.clerk, organ=c.first.organ, column=content()["column"], hidden=True
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_act_changes_the_edition_of_its_organ_and_of_what_spans_organs_alone(county: County, act: Act) -> None:
    own, others, whole = (edition(of_organ("T1")), edition(of_organ("T2")), edition())
    of_own, of_other = edition(of_item(county.document.pk)), edition(of_item(county.reading.pk))
    act(county)
    assert edition(of_organ("T1")) > own
    assert edition(of_item(county.document.pk)) > of_own
    assert edition() > whole
    assert edition(of_organ("T2")) == others
    assert edition(of_item(county.reading.pk)) == of_other


def test_what_any_page_may_show_changes_the_edition_of_all(county: County) -> None:
    before = [edition(of_organ(code)) for code in ("T1", "T2", "C1", "NOBODY")]
    rename(by=None, organ=county.first.organ, name="青山县白云镇人民政府", since=date(2026, 11, 1))
    assert all(edition(of_organ(code)) > old for code, old in zip(("T1", "T2", "C1", "NOBODY"), before, strict=True))


@pytest.mark.django_db
def test_an_edition_only_grows(county: County) -> None:
    seen = []
    for codes in (("T1",), (), ("T2",), ("T1", "T2"), ("T1",), ()):
        next_edition(*codes)
        seen.append(edition(of_organ("T1")))
    assert seen == sorted(seen)
    assert len(set(seen)) == 5


def _linked(county: County) -> Link:
    by = county.second.clerk
    return link(by=by, kind=Link.Kind.INTERPRETS, source=county.reading, target=county.document, now=NOW)


ON_THE_OTHERS_PAGE: dict[str, Act] = {
    "recalled": lambda c: recall(by=c.second.clerk, item=c.reading, reason="有误", now=LATER),
    "unlinked": lambda c: unlink(by=c.second.clerk, link=Link.objects.get(), now=LATER),
}


@pytest.mark.parametrize("act", ON_THE_OTHERS_PAGE.values(), ids=ON_THE_OTHERS_PAGE)
def test_a_title_leaves_the_kept_page_of_another_organ_that_is_linked_with_it(
    county: County, client: Client, act: Act
) -> None:
    address = f"/open/items/{county.document.pk}/"
    assert "黑水乡解读" not in page(client, address)
    _linked(county)
    assert "黑水乡解读" in page(client, address)
    act(county)
    assert "黑水乡解读" not in page(client, address)


@pytest.mark.parametrize("address", ["/", "/open/C1/reports/", "/sitemap-1.xml", "/open/T2/rules/"])
def test_pages_that_span_organs_follow_each_of_them(county: County, client: Client, address: str) -> None:
    """年报 of the county names those of its townships; 制度 of a township name those of the county."""
    top = "reports" if "reports" in address else "rules" if "rules" in address else ""
    by = county.first
    if "rules" in address:
        by = Office(Organ.objects.get(code="C1"), *_people_of("C1"))
    column = {"column": _column(top)} if top else {}
    page(client, address)
    made = published(by, title="青山县的新年报", **column)
    mark = f"/open/items/{made.pk}/"
    assert mark in page(client, address)
    recall(by=by.clerk, item=made, reason="有误", now=LATER)
    assert mark not in page(client, address)


def _people_of(code: str):
    from gongkai_web.organs.models import Person
    from gongkai_web.workflow.models import Chain

    people = [Person.objects.get(account=f"{code}.{role}") for role in ("clerk", "secrecy", "head")]
    return (*people, Chain.objects.get(organ__code=code))


def _column(top: str):
    from gongkai_web.publishing.models import Column

    return Column.objects.filter(organ=None, top=top).first()


def test_another_organs_publication_leaves_a_page_kept(
    county: County, client: Client, django_assert_num_queries
) -> None:
    addresses = ("/open/T2/", "/open/T2/content/", f"/open/items/{county.reading.pk}/")
    for address in addresses:
        page(client, address)
    published(county.first, title="又一条")
    for address in addresses:
        with django_assert_num_queries(1):
            page(client, address)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_undone_leaves_the_edition_as_it_was() -> None:
    office = township()
    before = edition(), edition(of_organ("T1"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        published(office)
        raise ZeroDivisionError
    assert (edition(), edition(of_organ("T1"))) == before
