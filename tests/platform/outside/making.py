"""An organ outside the platform in a campaign, its link, its browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.test import Client

from gongkai.report import AnnualReport, dumps
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.outside import handing as steps
from gongkai_web.outside import linking
from gongkai_web.outside.models import Handing, Outsider
from gongkai_web.outside.registering import Given, call_to_file, register
from gongkai_web.reports.uploads import Upload
from tests.platform.campaign.county import NOW, County, campaign, county, report_text

NAME, TELEPHONE = "青山县气象局", "0538-6221234"


@dataclass
class Outside:
    made: County
    campaign: Campaign
    outsider: Outsider
    filing: Filing


def given(name: str = NAME, **other: str) -> Given:
    usual = Given(
        name=name,
        code="11370000MB0000001X",
        kind="department",
        level="county",
        telephone=TELEPHONE,
        contact="孙科长",
        basis="县委编办机关通讯录",
    )
    return usual | other  # type: ignore[return-value]


def outside(wanted: tuple[str, ...] = ()) -> Outside:
    made = county()
    collected = campaign(made, wanted)
    outsider = register(by=made.supervisor, office=made.organ, given=given(), now=NOW)
    filing = call_to_file(by=made.supervisor, campaign=collected, outsider=outsider, now=NOW)
    return Outside(made, collected, outsider, filing)


def report(name: str = NAME, **cells: int) -> AnnualReport:
    made = report_text(None, **cells)
    return replace(made, agency=name, title=f"{name}2025年政府信息公开工作年度报告", signature=name)


def upload(made: AnnualReport | None = None, name: str = "年报.json") -> Upload:
    return Upload(name, dumps(made or report()).encode())


def link(one: Outside, **other: Any) -> str:
    return linking.issue(**{"by": one.made.supervisor, "filing": one.filing, "days": 3, "now": NOW} | other)


def opened(one: Outside) -> Handing:
    key = linking.open_(link(one), source="s", now=NOW)
    found = linking.handing_of(key, NOW)
    assert found is not None
    return found


def filled(handing: Handing, file: Upload | None = None) -> Handing:
    kept = steps.say(handing, lock=handing.lock, by=None, teller="孙明", note="", now=NOW)
    return steps.take_file(kept, lock=kept.lock, by=None, upload=file or upload(), now=NOW)


def waiting(one: Outside) -> Handing:
    kept = filled(opened(one))
    return steps.hand_over(kept, lock=kept.lock, own=False, now=NOW)


def browser() -> Client:
    return Client(enforce_csrf_checks=False)
