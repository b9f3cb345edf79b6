"""Every page of the office × who asks. What one may not know is 404, and a stranger is asked to sign in."""

from __future__ import annotations

import pytest
from django.utils import timezone

from gongkai_web.organs.models import Delegation, Organ, Person, Post, Unit
from tests.platform.demo import load_office
from tests.platform.office.desk import as_

pytestmark = pytest.mark.django_db

WORKERS = ("clerk1", "head1", "farm1")
ADMINS = ("system", "security", "auditor")
OTHERS = ("clerk2", "county", "open")
EVERYBODY = (*WORKERS, *ADMINS)

# address, and for whom it is there (of DEMO-1, a township whose three are the county's)
PAGES = [
    ("/office/DEMO-1/", EVERYBODY),
    ("/office/DEMO-1/people/", EVERYBODY),
    ("/office/DEMO-1/people/appoint/", ("security",)),
    ("/office/DEMO-1/people/{clerk}/", ("security",)),
    ("/office/DEMO-1/posts/{post}/end/", ("security",)),
    ("/office/DEMO-1/settings/", EVERYBODY),
    ("/office/DEMO-1/settings/organ/", EVERYBODY),
    ("/office/DEMO-1/settings/organ/merge/", ("system",)),
    ("/office/DEMO-1/settings/units/", EVERYBODY),
    ("/office/DEMO-1/settings/units/{unit}/end/", ("system",)),
    ("/office/DEMO-1/settings/below/", EVERYBODY),
    ("/office/DEMO-1/settings/relaxations/", EVERYBODY),
    ("/office/organs/", ADMINS),
    ("/office/delegations/", (*EVERYBODY, *OTHERS)),
    ("/office/", (*EVERYBODY, *OTHERS)),
]
# address, what is sent, and who may: everybody else gets 404, whatever is sent
DEEDS = [
    ("/office/DEMO-1/people/appoint/", {}, "security"),
    ("/office/DEMO-1/people/{clerk}/password/", {}, "security"),
    ("/office/DEMO-1/people/{clerk}/two-steps/", {}, "security"),
    ("/office/DEMO-1/people/{clerk}/switch/", {}, "security"),
    ("/office/DEMO-1/posts/{post}/end/", {"on": "2026-12-01"}, "security"),
    ("/office/DEMO-1/settings/organ/", {"name": "清源县青石镇人民政府", "since": "2027-01-01"}, "system"),
    ("/office/DEMO-1/settings/organ/watch/", {"office": ""}, "system"),
    ("/office/DEMO-1/settings/organ/region/", {"office": ""}, "system"),
    ("/office/DEMO-1/settings/organ/merge/", {}, "system"),
    ("/office/DEMO-1/settings/units/", {"name": "司法所"}, "system"),
    ("/office/DEMO-1/settings/units/{unit}/rename/", {"name": "农技站"}, "system"),
    ("/office/DEMO-1/settings/units/{unit}/move/", {"down": "1"}, "system"),
    ("/office/DEMO-1/settings/units/{unit}/end/", {"on": "2026-12-01"}, "system"),
    ("/office/DEMO-1/settings/below/", {}, "system"),
    ("/office/DEMO-1/settings/relaxations/", {"what": "two_people", "reason": "只有两人"}, "security"),
    ("/office/DEMO-1/settings/relaxations/end/", {"what": "admins_above"}, "security"),
    ("/office/delegations/{delegation}/end/", {}, "head1"),
]


@pytest.fixture
def office() -> dict[str, int]:
    load_office()
    clerk, head = (Person.objects.get(account=f"demo-{one}") for one in ("clerk1", "head1"))
    today = timezone.localdate()
    given = Delegation.objects.create(post=head.posts.get(), to=clerk, since=today, until=today, reason="出差")
    return {
        "clerk": clerk.pk,
        "post": Post.objects.get(person=clerk).pk,
        "unit": Unit.objects.get(organ__code="DEMO-1", name="财政所").pk,
        "delegation": given.pk,
    }


ASKED = (*EVERYBODY, *OTHERS)


@pytest.mark.parametrize(("address", "there"), PAGES, ids=[address for address, _ in PAGES])
def test_a_page_is_there_for_whom_it_is_for(office: dict[str, int], address: str, there: tuple[str, ...]) -> None:
    found = {account: as_(account).get(address.format(**office)).status_code for account in ASKED}
    assert {account for account, status in found.items() if status in (200, 302)} == set(there)
    assert {status for account, status in found.items() if account not in there} <= {404}


@pytest.mark.parametrize(("address", "given", "who"), DEEDS, ids=[address for address, *_ in DEEDS])
def test_a_deed_is_for_one_role(office: dict[str, int], address: str, given: dict[str, str], who: str) -> None:
    refused = {as_(one).post(address.format(**office), given).status_code for one in ASKED if one != who}
    assert refused == {404}
    assert as_(who).post(address.format(**office), given).status_code in (200, 302, 422)


def test_a_stranger_is_asked_to_sign_in_or_refused(office: dict[str, int]) -> None:
    for address in (*(one for one, _ in PAGES), *(one for one, *_ in DEEDS)):
        for answer in (as_("").get(address.format(**office)), as_("").post(address.format(**office))):
            assert answer.status_code == 405 or answer.url.startswith("/account/login/"), address


def test_an_organ_with_its_own_three_is_not_the_countys(office: dict[str, int]) -> None:
    Organ.objects.get(code="DEMO-1").relaxations.all().delete()
    there = {account: as_(account).get("/office/DEMO-1/people/").status_code for account in ADMINS}
    assert there == {"system": 200, "security": 200, "auditor": 404}
    assert as_("security").post("/office/DEMO-1/people/{clerk}/password/".format(**office)).status_code == 404
