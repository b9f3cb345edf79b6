"""A published report of the platform and a corpus of many, as the research pages see them."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

from django.test import Client

from gongkai.report import AnnualReport
from gongkai_web.annual import signing
from gongkai_web.annual.models import Report
from gongkai_web.publishing.releasing import release
from gongkai_web.research import keeping
from tests.platform.annual.test_signing import fresh
from tests.platform.annual.test_signing import whole as filled_in
from tests.platform.publishing.office import NOW, Office, approve

AFTER = NOW + timedelta(minutes=1)
_TAG, _CELL, _ROW = (
    re.compile(r"<[^>]+>"),
    re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S),
    re.compile(r"<tr>(.*?)</tr>", re.S),
)


def published(office: Office, **other) -> Report:
    row = filled_in(office, **other)
    row = signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对")
    release(by=office.clerk, item=approve(office, fresh(row).item), now=NOW)
    return fresh(row)


def kept() -> bool:
    """As the worker does, and waits for."""
    return keeping.keep(AFTER, wait=True)


def seen(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def words(content: str) -> str:
    return re.sub(r"\s+", " ", unescape(_TAG.sub(" ", content)))


def tables(content: str) -> list[list[list[str]]]:
    """What the tables of a page show, cell by cell."""
    found = re.findall(r'<table class="figures">(.*?)</table>', content, re.S)
    return [[[words(cell).strip() for cell in _CELL.findall(row)] for row in _ROW.findall(table)] for table in found]


def downloaded(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def by_name(reports: list[AnnualReport]) -> dict[tuple[str, int], AnnualReport]:
    return {(report.agency, report.year): report for report in reports}
