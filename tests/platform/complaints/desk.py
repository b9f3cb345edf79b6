"""A county that watches over two townships, and the shortest way to a complaint in any state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gongkai_web.complaints import services
from gongkai_web.complaints.kinds import Matter
from gongkai_web.complaints.models import Complaint
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.organs.models import Level, Organ
from tests.platform.kept import kept
from tests.platform.mailbox.desk import NAME, PHONE, written
from tests.platform.publishing.office import NOW, Office, township

LATER = NOW.date() + timedelta(days=10)
TEXT = f"我是{NAME}，9月申请公开征地补偿方案，至今没有答复。"
FOUND: dict[str, Any] = {
    "finding": "true",
    "reasons": "申请9月3日收到，没有答复",
    "measure": "urged",
    "measure_number": "青政督〔2026〕3号",
    "demand": "依法答复申请人，并报告超期的原因",
    "mend_due": LATER,
}


@dataclass
class Desk:
    """Both with a clerk and a head; `town` is complained of, `county` receives it."""

    county: Office
    town: Office
    neighbour: Office


@kept
def desk() -> Desk:
    county = township("C", "青山县人民政府")
    towns = [township(code, name) for code, name in (("T1", "青山县白云乡人民政府"), ("T2", "青山县红枫乡人民政府"))]
    Organ.objects.filter(pk=county.organ.pk).update(level=Level.COUNTY)
    for one in (county, *towns):
        Organ.objects.filter(pk=one.organ.pk).update(parent=None if one is county else county.organ)
        one.organ.refresh_from_db()
    return Desk(county, *towns)


def sent(at: Desk, **other: Any) -> Complaint:
    given = {"about": at.town.organ, "matter": Matter.NOT_REPLIED, "organ": at.county.organ, "now": NOW}
    letter = written(kind=Kind.DISCLOSURE, title="申请没有答复", text=TEXT, phone=PHONE)
    return services.send(**({"written": letter} | given | other))[1]


def asked(at: Desk, **other: Any) -> Complaint:
    one = sent(at)
    given = {"question": "请说明9月以来征地补偿类申请的办理情况", "due": LATER} | other
    return services.ask(by=at.county.clerk, complaint=one, lock=one.lock, now=NOW, **given)


def stated(at: Desk) -> Complaint:
    one = asked(at)
    return services.state(by=at.town.clerk, complaint=one, lock=one.lock, text="因交接遗漏，没有答复", now=NOW)


def found(at: Desk, **other: Any) -> Complaint:
    one = stated(at)
    return services.find(by=at.county.clerk, complaint=one, lock=one.lock, now=NOW, **(FOUND | other))


def mended(at: Desk) -> Complaint:
    one = found(at)
    return services.mend(by=at.town.clerk, complaint=one, lock=one.lock, text="11月23日已答复申请人", now=NOW)
