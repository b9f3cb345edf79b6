"""The whole demonstration, made once by the services themselves: its reports hold together, its log is whole, its pages open.

Only some of the further organs are made; which, are those that the campaign needs in each of its states.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from lxml import html
from tools.shown_pages import OFFICE, PUBLIC

from gongkai import checks
from gongkai.report import Severity, loads
from gongkai.statute import OUTCOMES
from gongkai_web.affairs.models import Affair
from gongkai_web.annual.building import built, errors_of, predecessor
from gongkai_web.annual.models import Earlier, Report
from gongkai_web.annual.signing import refused_by_chain
from gongkai_web.audit.verifying import breaks
from gongkai_web.campaign.checking import ALIKE, findings_of
from gongkai_web.campaign.copies import report_of
from gongkai_web.campaign.models import Campaign, Submission
from gongkai_web.campaign.own import own_reports
from gongkai_web.campaign.standing import standing
from gongkai_web.catalogues.coverage import Span, coverage_of_organ
from gongkai_web.catalogues.models import Version
from gongkai_web.catalogues.selectors import duties_of
from gongkai_web.demo.history.offices import report_year
from gongkai_web.demo.history.reports import FAULTS
from gongkai_web.demo.making import make
from gongkai_web.demo.ways import WAYS
from gongkai_web.disputes.models import Dispute
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.requests.models import Request
from gongkai_web.workflow.models import Decision

pytestmark = pytest.mark.django_db

FURTHER = ("DEMO-6", "DEMO-7", "DEMO-8", "DEMO-JYJ", "DEMO-MZJ", "DEMO-ZRJ")


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """Made before the first test of this file, taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make(whole=True, say=lambda _: None, only=FURTHER)
        transaction.set_rollback(True)


def test_accounts_are_told_for_few_and_everything_is_made_once(told: str) -> None:
    assert "demo-clerk1" in told and "demo-clerk6" not in told
    assert "查询码" in told
    assert make(whole=True, say=lambda _: None) == ""
    assert Organ.objects.filter(parent__code="DEMO").count() == 5 + len(FURTHER)


def test_the_log_is_whole() -> None:
    assert list(breaks()) == []


def test_every_township_publishes_in_its_own_way_and_leaves_something_to_do() -> None:
    for way in WAYS:
        items = Item.objects.filter(organ__code=way.code)
        assert visible(timezone.now()).filter(organ__code=way.code).count() >= 4
        assert items.filter(public=Item.Public.RECALLED).count() == 1
        states = set(Revision.objects.filter(item__in=items).values_list("state", flat=True))
        assert states >= {"draft", "in_review", "returned", "approved", "published"}
        decided = Decision.objects.filter(
            round__organ__code=way.code, round__state="approved", round__subject_kind="item"
        )
        assert set(decided.values_list("stage", flat=True)) == {stage.key for stage in way.stages}
    relaxed = Decision.objects.filter(stage__in=("secrecy", "review"), relaxed=True)
    assert not relaxed.exclude(round__organ__code="DEMO-2")


def test_affairs_group_what_was_published_of_them() -> None:
    road = Affair.objects.get(organ__code="DEMO-1", name="石桥村至上河村道路硬化工程")
    assert [one.item.title for one in road.placements.all()] == ["石桥村至上河村道路硬化工程竣工验收情况"]
    for affair in Affair.objects.prefetch_related("placements__item"):
        formed = [one.item.formed_on for one in affair.placements.all()]
        assert formed
        assert affair.begun_on < min(formed)


def test_two_townships_have_catalogues_with_gaps_and_something_late() -> None:
    day = timezone.localdate()
    whole = coverage_of_organ(Organ.objects.get(code="DEMO-1"), Span.of_year(day.year), day)
    assert whole.items == 13
    assert whole.covered >= 3
    assert whole.blank > 0
    assert whole.overdue == 1
    assert not any(note["kind"] == "refused" for version in Version.objects.all() for note in version.notes)
    duties = duties_of(Person.objects.get(account="demo-civil1"), day)
    assert [duty.about for duty in duties] == ["修订最低生活保障办事指南"]


def test_requests_of_two_years_ended_in_nearly_every_row_of_table_three_and_some_wait() -> None:
    year = report_year(timezone.localdate())
    past = Request.objects.filter(received_on__year__in=(year - 1, year))
    assert past.count() > 50
    # 逾期不缴费 is not told, and chance may leave out two more of so few organs.
    assert len(set(OUTCOMES) - set(past.values_list("outcome", flat=True))) <= 3
    open_ = Request.objects.filter(is_open=True).exclude(organ__code="DEMO-1")
    assert open_.exists() and all((timezone.localdate() - one.arrived_on).days < 60 for one in open_)
    assert not Request.objects.filter(is_open=False, outcome="").exists()
    ended = Dispute.objects.exclude(organ__code="DEMO-1")
    assert {one.kind for one in ended} == {"reconsideration", "litigation"}


def test_reports_are_what_the_records_give_and_wrong_only_where_they_are_meant_to_be() -> None:
    now = timezone.now()
    for kept in Earlier.objects.all():
        errors = [one.message for one in checks.checked(loads(kept.content)).findings if one.severity is Severity.ERROR]
        assert errors == [], kept
    for report in Report.objects.exclude(organ__code="DEMO-1"):
        made = built(report, now)
        assert made.blockers == []
        assert bool(errors_of(made)) == (report.organ.code in ("DEMO-7", "DEMO-ZRJ")), report
        contradicts = any("第一部分写“新收政府信息公开申请9件”" in one.message for one in made.report.findings)
        assert contradicts == (report.organ.code == "DEMO-8"), report
        before = predecessor(report.organ, report.year)
        if before is None:
            assert report.year == report_year(timezone.localdate()) - 1, "the first year that is told"
            continue
        carried = before.cell("requests.carried_out.total").value == made.report.cell("requests.carried_in.total").value
        assert carried == (report.organ.code != "DEMO-ZRJ"), report


def test_an_annual_report_can_be_sent_for_signing_in_every_organ() -> None:
    """No unit proposes it: neither 站所负责人提出 nor any other stage in a unit may stand in its way."""
    now = timezone.now()
    for organ in Organ.objects.filter(parent__code="DEMO"):
        row = Report(organ=organ, year=report_year(timezone.localdate()))
        clerks = Person.objects.filter(posts__organ=organ, posts__role="clerk").distinct()
        assert clerks, organ
        stuck = [refused_by_chain(by=one, report=row, now=now) for one in clerks]
        assert None in stuck, (organ, stuck)


def test_the_campaign_is_half_done_with_late_and_wrong_filers() -> None:
    campaign = Campaign.objects.get()
    filings = list(campaign.filings.exclude(organ=None).select_related("organ"))
    own = own_reports([one.organ_id for one in filings], campaign.year)
    day = timezone.localdate()
    states = {one.organ.code: standing(one, own.get(one.organ_id), day) for one in filings}
    told = {code: str(one.state) for code, one in states.items()}
    assert {code: told[code] for code in ("DEMO-2", "DEMO-6", "DEMO-MZJ")} == dict.fromkeys(
        ("DEMO-2", "DEMO-6", "DEMO-MZJ"), "published"
    )
    assert (told["DEMO-7"], told["DEMO-JYJ"], told["DEMO-8"], told["DEMO-ZRJ"]) == (
        "submitted",
        "submitted",
        "returned",
        "returned",
    )
    assert (told["DEMO-1"], told["DEMO-3"], told["DEMO-4"]) == ("drafting", "drafting", "not_begun")
    assert states["DEMO-4"].is_late and not states["DEMO-2"].is_late
    assert FAULTS.keys() <= states.keys()
    outside = Submission.objects.get(filing__organ=None)
    assert (outside.source, outside.errors) == ("upload", 0)
    copied = Submission.objects.get(filing__organ__code="DEMO-JYJ")
    assert any(one.rule == ALIKE and "民政局" in one.message for one in findings_of(report_of(copied), copied.filing))
    answers = {
        code: [one.answer for one in Submission.objects.get(filing__organ__code=code).remarks.all()]
        for code in ("DEMO-8", "DEMO-ZRJ")
    }
    assert set(answers["DEMO-8"]) == {""} and all(answers["DEMO-ZRJ"])


# The index of the search follows what is committed, and this is not.
PAGES = (PUBLIC | OFFICE).keys() - {"portal-search"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_that_is_shown_in_pictures_opens(name: str) -> None:
    shown = (PUBLIC | OFFICE)[name]
    client = Client()
    if shown.account:
        person = Person.objects.get(account=shown.account)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(shown.path)
    assert page.status_code == 200
    for link in shown.links:
        page = client.get(_address(page.content, link))
        assert page.status_code == 200, link


def _address(content: bytes, words: str) -> str:
    links = html.fromstring(content.decode()).xpath("//main//a")
    return next(one.get("href") for one in links if words in " ".join(one.text_content().split()))
