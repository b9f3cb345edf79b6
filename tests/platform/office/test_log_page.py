"""审计日志: for the auditor alone, in plain words, searched, verified and written out."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.utils import timezone

import gongkai_web
from gongkai_web.audit.models import Entry
from gongkai_web.audit.sayings import WORDS
from gongkai_web.audit.services import record
from gongkai_web.audit.verifying import end
from gongkai_web.office.log_words import GROUPS
from gongkai_web.organs.models import Person
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db
PACKAGE = Path(gongkai_web.__file__).parent
SILENT = {"publishing.day_turned", "item.day_passed"}
"""Kept for other parts of the program; nobody did them."""


@pytest.fixture(autouse=True)
def office() -> None:
    load_office()


def shown(address: str = "", account: str = "auditor", code: str = "DEMO-1") -> list[str]:
    return [line.what for line in as_(account).get(f"/office/{code}/log/{address}").context["lines"]]


def test_every_act_of_the_program_has_words() -> None:
    keys = {
        key
        for file in PACKAGE.rglob("*.py")
        if "log_words" not in file.name
        for key in re.findall(r'"((?:%s)[a-z_]+)"' % "|".join(_prefixes()), file.read_text("utf-8"))  # noqa: UP031
    }
    assert "post.appointed" in keys
    assert {key for key in keys - SILENT if key not in WORDS and not key.endswith(".html")} == set()


def _prefixes() -> list[str]:
    return [re.escape(prefix) for _label, prefixes in GROUPS.values() for prefix in prefixes]


@pytest.mark.parametrize("account", ["system", "security", "clerk1", "head1", "county", "clerk2"])
def test_nobody_but_the_auditor_reads_it(account: str) -> None:
    client = as_(account)
    assert client.get("/office/DEMO-1/log/").status_code == 404
    assert client.post("/office/DEMO-1/log/verify/").status_code == 404
    assert client.post("/office/DEMO-1/log/export/").status_code == 404
    assert "审计日志" not in text(client.get("/office/"))


def test_each_line_says_who_did_what_to_whom() -> None:
    page = text(as_("auditor").get("/office/DEMO-1/log/"))
    assert "任命为信息员（农业站），2021-01-01起" in page
    assert "郑国栋（demo-farm1）" in page
    assert "放宽：三员由上级机关的人员担任" in page


def test_signing_in_is_shown_for_the_organs_own_people_only() -> None:
    for account in ("clerk1", "clerk2"):
        record(key="person.signed_in", actor=Person.objects.get(account=f"demo-{account}"))
    page = as_("auditor").get("/office/DEMO-1/log/")
    assert [line.who for line in page.context["lines"] if line.what == "登录"] == ["周敏（demo-clerk1）"]


def test_of_another_organ_nothing_is_shown() -> None:
    record(key="organ.renamed", actor=None, organ="DEMO-2", target="organ:DEMO-2", name="甲", since="2026-01-01")
    assert "更名为甲，2026-01-01起" not in shown()
    assert "更名为甲，2026-01-01起" in shown(code="DEMO-2")


FOUND = [
    ("?who=冯大山", ["任命为站所（科室）负责人（农业站），2021-01-01起", "开立账号"]),
    ("?who=demo-farmhead1&group=people", ["任命为站所（科室）负责人（农业站），2021-01-01起", "开立账号"]),
    ("?who=冯大山&group=items", []),
    ("?group=organs&who=没有这个人", []),
    ("?until=2020-01-01", []),
    ("?item=999", []),
]


@pytest.mark.parametrize(("address", "lines"), FOUND)
def test_what_is_found(address: str, lines: list[str]) -> None:
    assert shown(address) == lines


def test_by_day() -> None:
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert shown(f"?since={today}&until={today}")


@pytest.mark.parametrize("address", ["?since=昨天", "?item=x", "?group=other"])
def test_what_cannot_be_searched_is_said(address: str) -> None:
    assert as_("auditor").get(f"/office/DEMO-1/log/{address}").status_code == 422


def test_older_ones_on_the_next_page() -> None:
    clerk = Person.objects.get(account="demo-clerk1")
    for _ in range(60):
        record(key="person.signed_in", actor=clerk)
    first = as_("auditor").get("/office/DEMO-1/log/?who=周敏")
    assert len(first.context["lines"]) == 50
    second = as_("auditor").get(f"/office/DEMO-1/log/?who=周敏&before={first.context['older']}")
    numbers = [line.number for page in (first, second) for line in page.context["lines"]]
    assert numbers == sorted(set(numbers), reverse=True)
    assert len(numbers) > 60
    assert f"who=%E5%91%A8%E6%95%8F&amp;before={first.context['older']}" in first.content.decode()


def test_verifying_gives_a_value_to_write_down_and_the_next_time_compares_it() -> None:
    client = as_("auditor")
    page = client.post("/office/DEMO-1/log/verify/")
    assert "都是原样" in text(page)
    anchor = str(page.context["verified"]["anchor"])
    assert anchor == str(end())
    assert "都是原样" in text(client.post("/office/DEMO-1/log/verify/", {"anchor": anchor}))
    assert client.post("/office/DEMO-1/log/verify/", {"anchor": "抄错了"}).status_code == 422


def test_a_changed_entry_is_found() -> None:
    Entry.objects.filter(number=3).update(data='{"role":"head"}')
    page = text(as_("auditor").post("/office/DEMO-1/log/verify/"))
    assert "日志有 1 处不是原样" in page
    assert "第 3 条：内容被改动" in page


def test_of_a_long_log_the_end_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai_web.office.views.log.MOST_VERIFIED", 5)
    Entry.objects.filter(number=3).update(data="{}")
    last = end().number
    page = text(as_("auditor").post("/office/DEMO-1/log/verify/"))
    assert f"第 {last - 4} 条到第 {last} 条都是原样" in page
    early = as_("auditor").post("/office/DEMO-1/log/verify/", {"anchor": f"2:{'0' * 64}"})
    assert "gongkai-web audit verify" in text(early)


def test_what_is_found_is_written_out_and_no_cell_is_a_formula() -> None:
    wicked = Person.objects.create(account="demo-wicked", full_name="=1+1")
    record(key="unit.added", actor=wicked, organ="DEMO-1", target="organ:DEMO-1", name="=cmd")
    answer = as_("auditor").post("/office/DEMO-1/log/export/", {"group": "organs", "who": "=1+1"})
    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(table)))
    assert head[:4] == ["编号", "时间", "谁", "做了什么"]
    assert row[2] == "'=1+1（demo-wicked）"
    assert Entry.objects.last().key == "log.exported"
