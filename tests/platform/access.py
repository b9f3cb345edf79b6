"""Everybody who could ask for a page of the back office, and one of everything a page could be about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.test import Client
from django.utils import timezone

from gongkai.report import dumps
from gongkai_web.affairs.expecting import expect
from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.services import place, set_up
from gongkai_web.affairs.stages import Kind as AffairKind
from gongkai_web.affairs.stages import Stage as AffairStage
from gongkai_web.catalogues.models import Catalogue, Duty, Row
from gongkai_web.channels.models import Import
from gongkai_web.complaints.kinds import Matter
from gongkai_web.files.services import store
from gongkai_web.organs.models import Delegation, Kind, Level, Organ, Person, Post, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import found, open_account
from gongkai_web.publishing.drafting import begin, begin_correction, discard
from gongkai_web.publishing.models import Item, Link, SecrecyReview
from gongkai_web.publishing.releasing import recall, release
from gongkai_web.publishing.setting import add_column
from gongkai_web.publishing.validity import link
from gongkai_web.workflow.models import Round, Verdict
from tests.platform.channels.desk import channel, recorded
from tests.platform.kept import kept
from tests.platform.publishing.office import (
    NOW,
    SINCE,
    Office,
    approve,
    clear,
    content,
    hand_in,
    person,
    say,
    township,
)

STATES = ("draft", "in_review", "returned", "approved", "published", "correcting", "recalled", "filed", "discarded")


@dataclass
class World:
    """A township under a county, its neighbour, and a village office below it; who is who, and what there is."""

    office: Office
    people: dict[str, Person] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def organ(self) -> Organ:
        return self.office.organ

    def client(self, who: str) -> Client:
        client = Client()
        if who != "stranger":
            client.force_login(self.people[who], "allauth.account.auth_backends.AuthenticationBackend")
        return client


@kept
def world() -> World:
    county = found(by=None, code="C", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    made = World(township())
    Organ.objects.filter(pk=made.organ.pk).update(parent=county)
    made.organ.refresh_from_db()
    farms, money = (Unit.objects.create(organ=made.organ, name=name) for name in ("农业站", "财政所"))
    _staff(made, farms, money)
    _staff_elsewhere(made, county)
    made.things |= {"unit": farms.pk, "unit_of_others": money.pk}
    for state in STATES:
        made.items[state] = _item(made, farms, state)
    _things(made)
    return made


def _staff(made: World, farms: Unit, money: Unit) -> None:
    organ = made.organ
    made.people |= {"clerk": made.office.clerk, "secrecy": made.office.reviewer, "head": made.office.head}
    for who, role, unit in (
        ("writer", Role.CONTRIBUTOR, farms),
        ("unit_head", Role.UNIT_HEAD, farms),
        ("writer_of_another_unit", Role.CONTRIBUTOR, money),
        ("deputy", Role.DEPUTY_HEAD, None),
        ("disclosure_head", Role.DISCLOSURE_HEAD, None),
        ("supervisor", Role.SUPERVISOR, None),
        ("system", Role.SYSTEM_ADMIN, None),
        ("security", Role.SECURITY_ADMIN, None),
        ("auditor", Role.AUDITOR, None),
    ):
        made.people[who] = person(who, "某人", role, organ, unit=unit)


def _staff_elsewhere(made: World, county: Organ) -> None:
    neighbour = township("T2", "青山县红枫乡人民政府")
    Organ.objects.filter(pk=neighbour.organ.pk).update(parent=county)
    below = found(
        by=None,
        code="B",
        name="白云乡东河办事处",
        kind=Kind.OUTPOST,
        level=Level.TOWNSHIP,
        since=SINCE,
        parent=made.organ,
    )
    made.people["neighbour_clerk"] = neighbour.clerk
    made.people["clerk_below"] = person("below", "某人", Role.CLERK, below)
    for who, role in (
        ("county_head", Role.HEAD),
        ("county_supervisor", Role.SUPERVISOR),
        ("county_system", Role.SYSTEM_ADMIN),
        ("county_security", Role.SECURITY_ADMIN),
        ("county_auditor", Role.AUDITOR),
    ):
        made.people[who] = person(who, "某人", role, county)
    made.people["without_post"], _ = open_account(by=None, account="nobody", full_name="某人")
    made.people["without_post"].must_change_password = False
    made.people["without_post"].save()


def _item(made: World, unit: Unit, state: str) -> Item:
    office = made.office
    other = {"disclosure": "withheld", "ground": "16b", "ground_reason": "还在讨论"} if state == "filed" else {}
    given = content(title=f"关于{state}的通知", **other)
    item = begin(by=office.clerk, organ=made.organ, unit=unit, now=NOW, **given).item
    if state == "discarded":
        discard(by=office.clerk, item=item, now=NOW)
    if state in ("draft", "discarded"):
        return item
    hand_in(office, item)
    if state == "returned":
        say(office.reviewer, item, Verdict.RETURN, "再改")
    if state == "filed":
        clear(office, item, conclusion=SecrecyReview.Conclusion.WITHHELD)
        say(office.reviewer, item)
        say(office.head, item)
    if state in ("approved", "published", "correcting", "recalled"):
        approve(office, item)
    if state in ("published", "correcting", "recalled"):
        release(by=office.clerk, item=item, now=NOW)
    if state == "correcting":
        begin_correction(by=office.clerk, item=item, now=NOW)
    if state == "recalled":
        recall(by=office.clerk, item=item, reason="错了", now=NOW)
    item.refresh_from_db()
    return item


def _things(made: World) -> None:
    organ, clerk, today = made.organ, made.office.clerk, timezone.localdate()
    post = Post.objects.get(person=made.office.head)
    delegation = Delegation.objects.create(post=post, to=made.people["deputy"], since=today, until=today, reason="出差")
    made.things |= {
        "person": clerk.pk,
        "post": Post.objects.get(person=clerk).pk,
        "delegation": delegation.pk,
        "chain": made.office.chain.pk,
        "round": Round.objects.get(subject_id=made.items["in_review"].pk).pk,
        "column": add_column(by=clerk, organ=organ, name="惠农补贴", top="content").pk,
        "withholding": made.items["filed"].withholdings.get().pk,
        "review": SecrecyReview.objects.filter(item=made.items["published"]).first().pk,
    }
    kept = link(
        by=clerk, kind=Link.Kind.RELATES, source=made.items["published"], target=made.items["correcting"], now=NOW
    )
    made.things["link"] = kept.pk
    _channel_things(made)
    _catalogue_things(made)
    _affair_things(made)
    _outgoing_letter(made)
    _mailbox_things(made)
    _request_things(made)
    _correction_things(made)
    _annual_things(made)
    _campaign_things(made)
    _complaint_things(made)
    _dispute_things(made)


def _channel_things(made: World) -> None:
    where = channel(made.office)
    kept = Import.objects.create(
        organ=made.organ, name="以前的.xlsx", sm3="0" * 64, channel=where, by=made.office.clerk, at=NOW
    )
    record = recorded(made.office, where)
    made.things |= {"channel": where.pk, "record": record.pk, "import": kept.pk}


def _catalogue_things(made: World) -> None:
    from gongkai_web.catalogues.services import Choice, receive, take_in
    from tests.platform.catalogues.bench import workbook

    clerk = made.office.clerk
    preview = receive(by=clerk, organ=made.organ, name="目录.xlsx", data=workbook(), now=NOW)
    chosen = {one.index: Choice(one.field, one.name, SINCE, frozenset()) for one in preview.tables}
    catalogue: Catalogue = take_in(by=clerk, file=preview.file, choices=chosen, now=NOW)[0].catalogue
    row: Row = catalogue.rows.order_by("order")[0]
    duty = Duty.objects.create(
        organ=made.organ,
        row=row,
        about="一批",
        arose_on=NOW.date(),
        due_on=NOW.date(),
        noted_by=clerk,
        noted_at=NOW,
    )
    made.things |= {"catalogue": catalogue.pk, "row": row.pk, "duty": duty.pk, "file": preview.file.pk}


def _affair_things(made: World) -> None:
    clerk = made.office.clerk
    affair: Affair = set_up(
        by=clerk, organ=made.organ, name="农村公路", kind=AffairKind.PROJECT, begun_on=SINCE, now=NOW
    )
    placement = place(by=clerk, affair=affair, item=made.items["published"], stage=AffairStage.RESULT, now=NOW)
    wanted = expect(by=clerk, affair=affair, stage=AffairStage.RESULT, what="验收", due=NOW.date(), now=NOW)
    made.things |= {"affair": affair.pk, "placement": placement.pk, "expectation": wanted.pk}


def _mailbox_things(made: World) -> None:
    """A letter that one unit answers and another helps with."""
    from gongkai_web.mailbox.handling import accept, ask_help
    from gongkai_web.mailbox.receiving import send_in
    from tests.platform.mailbox.desk import written

    clerk, units = made.office.clerk, made.organ.units
    letter = send_in(organ=made.organ, written=written(), now=NOW).letter
    farms, money = units.get(pk=made.things["unit"]), units.get(pk=made.things["unit_of_others"])
    letter = accept(by=clerk, letter=letter, lock=letter.lock, unit=farms, note="", now=NOW)
    asked = ask_help(by=clerk, letter=letter, lock=letter.lock, unit=money, question="资金", due=NOW.date(), now=NOW)
    made.things |= {"letter": letter.pk, "help": asked.pk}
    _consultation(made)


def _request_things(made: World) -> None:
    """A request given to the unit of the farms, which was asked for its part; an extension is asked for."""
    from gongkai_web.dossiers.models import Dossier
    from gongkai_web.requests.models import Act, CoHandling, Consent, Request
    from tests.platform.requests.desk import ARRIVED, registered

    request: Request = registered(made.office, arrived=ARRIVED)
    unit, clerk = Unit.objects.get(pk=made.things["unit"]), made.office.clerk
    Request.objects.filter(pk=request.pk).update(unit=unit)
    act = Act.objects.create(request=request, step="extend", event="extended", days=5, on=ARRIVED, version=1, at=NOW)
    part = CoHandling.objects.create(
        request=request, unit=unit, what="提供明细", asked_on=ARRIVED, due=ARRIVED, by=clerk, at=NOW
    )
    consent = Consent.objects.create(request=request, days=5, reason="在核对", by=clerk, at=NOW)
    dossier = Dossier.objects.create(request=request, purpose="archive", token="d" * 24, by=clerk, at=NOW)
    made.things |= {"dossier": dossier.pk, "purpose": "archive", "name": "search"}
    made.things |= {"request": request.pk, "act": act.pk, "part": part.pk, "consent": consent.pk, "step": "withdraw"}
    _redaction(made, request)


def _redaction(made: World, case: Any) -> None:
    """Burned, and not accepted yet."""
    from gongkai_web.redactions.models import BoxVersion, Redaction, State
    from gongkai_web.redactions.services import upload
    from tests.platform.redactions.desk import original

    clerk = made.office.clerk
    one: Redaction = upload(by=clerk, request=case, name="原件.pdf", data=original(), now=NOW)
    result = store(by=clerk, organ=made.organ, name="结果.pdf", content=original("别的"), now=NOW)
    box = {"id": 1, "page": 1, "left": 0.1, "top": 0.1, "right": 0.2, "bottom": 0.2, "reason": "15", "guess": None}
    BoxVersion.objects.create(redaction=one, number=1, boxes=[box], said="加了 1 个框", by=clerk, at=NOW)
    Redaction.objects.filter(pk=one.pk).update(
        state=State.BURNT, pages=one.original, page_count=1, version=1, result=result, result_of=1
    )
    made.things["redaction"] = one.pk


def _complaint_things(made: World) -> None:
    """One that the county passed on, about the township itself; and one of the county about it."""
    from gongkai_web.complaints.models import Complaint
    from gongkai_web.complaints.services import take_down
    from gongkai_web.mailbox.kinds import Channel
    from tests.platform.mailbox.desk import written

    organ, clerk, today = made.organ, made.office.clerk, timezone.localdate()
    given: dict[str, Any] = {"channel": Channel.SUPERIOR, "received_on": NOW.date(), "outer_number": ""}
    _, found = take_down(by=clerk, organ=organ, about=organ, matter=Matter.FEES, written=written(), now=NOW, **given)
    Complaint.objects.filter(pk=found.pk).update(asked_on=today, statement_due=today, state="asked")
    made.things["complaint"] = found.pk


def _correction_things(made: World) -> None:
    from tests.platform.requests.test_corrections import taken_in

    found = taken_in(made.office)
    found.unit = Unit.objects.get(pk=made.things["unit"])
    found.save()
    made.things["correction"] = found.pk
    from gongkai_web.requests.models import Request
    from tests.platform.requests.desk import ARRIVED, registered

    denied = registered(made.office)
    Request.objects.filter(pk=denied.pk).update(is_open=False, outcome="denied_process", ended_on=ARRIVED)
    made.things["refusal"] = denied.pk


def _annual_things(made: World) -> None:
    """A report that was begun, a figure of the unit of the farms, a document that is not on the platform."""
    from gongkai.report import AnnualReport, dumps
    from gongkai_web.annual.keeping import begin as begin_report
    from gongkai_web.annual.models import Earlier
    from tests.platform.annual.desk import document, figure, noted

    clerk = made.office.clerk
    begin_report(by=clerk, organ=made.organ, year=NOW.year, now=NOW)
    stated = figure(made.office, unit=Unit.objects.get(pk=made.things["unit"]))
    made.things |= {"figure": stated.pk, "other_document": document(made.office).pk}
    kept = noted(made.office)
    earlier = Earlier.objects.create(
        organ=made.organ, year=2024, content=dumps(AnnualReport(year=2024)), name="2024.docx", by=clerk, at=NOW
    )
    made.things |= {"work": kept.pk, "earlier": earlier.pk}
    made.things |= {"year": NOW.year, "cell": "requests.new.total", "ledger": "licensing"}


def _campaign_things(made: World) -> None:
    """The township collects from the office below it and from itself; its own report was filed and returned."""
    from gongkai_web.campaign import judging, opening
    from gongkai_web.campaign.kinds import Source
    from gongkai_web.campaign.submitting import file_copy
    from gongkai_web.campaign.sums import joining
    from tests.platform.campaign.county import report_text

    leader, year = made.people["supervisor"], NOW.year
    campaign = opening.begin(
        by=leader, organ=made.organ, year=year, days=opening.statutory(year), wanted=(), note="", now=NOW
    )
    filing = campaign.filings.get(organ=made.organ)
    content = dumps(replace(report_text(made.office), year=year))
    copy = file_copy(filing=filing, source=Source.UPLOAD, content=content, files=(), by=None, by_name="某人", now=NOW)
    said = judging.remark(by=leader, submission=copy, lock=1, text="数不对", now=NOW)
    judging.return_(by=leader, submission=copy, lock=2, words="", answer_by=NOW.date(), now=NOW)
    matter = joining.join(
        by=leader,
        campaign=campaign,
        cells=("requests.new.total",),
        filings=list(campaign.filings.all()[:2]),
        count=1,
        reason="一件",
        now=NOW,
    )
    made.things |= {"campaign": campaign.pk, "filing": filing.pk, "copy": copy.pk, "remark": said.pk}
    made.things |= {"matter": matter.pk}
    _outside_things(made, campaign)


def _outside_things(made: World, campaign: Any) -> None:
    """An organ outside that has handed in and waits for the call."""
    from gongkai_web.outside import handing, linking
    from gongkai_web.outside.registering import call_to_file, register
    from tests.platform.outside.making import given, report, upload

    who = made.people["supervisor"]
    outsider = register(by=who, office=made.organ, given=given(), now=NOW)
    filing = call_to_file(by=who, campaign=campaign, outsider=outsider, now=NOW)
    key = linking.open_(linking.issue(by=who, filing=filing, days=3, now=NOW), source="", now=NOW)
    kept = linking.handing_of(key, NOW)
    assert kept is not None
    kept = handing.say(kept, lock=kept.lock, by=None, teller="孙明", note="", now=NOW)
    file = upload(replace(report(), year=campaign.year))
    kept = handing.take_file(kept, lock=kept.lock, by=None, upload=file, now=NOW)
    handing.hand_over(kept, lock=kept.lock, own=False, now=NOW)
    made.things |= {"outsider": outsider.pk, "outside_filing": filing.pk}


def _dispute_things(made: World) -> None:
    from tests.platform.disputes.desk import recorded, step

    dispute = recorded(made.office)
    made.things |= {"dispute": dispute.pk, "entry": step(made.office, dispute, "evidence", data={"what": "证据"}).pk}


def _consultation(made: World) -> None:
    from gongkai_web.mailbox.models import Consultation, Point

    today, clerk = timezone.localdate(), made.office.clerk
    wanted = Consultation.objects.create(
        organ=made.organ,
        item=made.items["published"],
        title="征求意见",
        opens_on=today,
        closes_on=today,
        set_up_by=clerk,
        set_up_at=NOW,
    )
    point = Point.objects.create(consultation=wanted, summary="一条", decision="adopted", reason="可以")
    made.things |= {"consultation": wanted.pk, "point": point.pk}


def _outgoing_letter(made: World) -> None:
    from gongkai_web.letters.setting import set_habits
    from tests.platform.letters.desk import HABITS, submitted

    set_habits(by=made.office.head, organ=made.organ, now=NOW, **HABITS)
    farms = Unit.objects.get(organ=made.organ, name="农业站")
    made.things |= {"outgoing": submitted(made.office, "granted", unit=farms).pk, "kind": "extension"}
