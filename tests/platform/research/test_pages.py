"""What the pages say, held against a naive count over the same reports; a recalled report is gone at once."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from gongkai_web.publishing.releasing import recall
from gongkai_web.research import keeping
from tests.platform.annual.desk import YEAR
from tests.platform.publishing.office import NOW, township
from tests.platform.requests.desk import registered
from tests.platform.research.conftest import BLANK, NAMES
from tests.platform.research.desk import AFTER, by_name, downloaded, kept, published, seen, tables, words

pytestmark = pytest.mark.django_db
KEY = "甲县小河镇"


def at(page: str, form: str = "", **asked: object) -> str:
    query = urlencode(asked, doseq=True)
    return f"/research/{page}{f'.{form}' if form else '/'}" + (f"?{query}" if query else "")


def test_nothing_yet_says_what_to_do(client: Client) -> None:
    for address in ("/research/", at("organ")):
        assert "还没有" in seen(client, address) and "gongkai corpus read" in seen(client, address)
    assert client.get(at("organ", "csv")).status_code == 404
    assert client.get("/research/nonsense/").status_code == 404


def test_a_published_report_appears_and_a_recalled_one_is_gone_at_once(client: Client) -> None:
    office = township()
    registered(office)
    row = published(office)
    assert kept() and not kept(), "nothing is made anew without need"
    key = keeping.key_of(office.organ)
    page = seen(client, at("organ", organ=key))
    (table,) = tables(page)
    assert table[0] == ["项目", f"{YEAR}年"]
    assert table[1] == ["表三 本年新收政府信息公开申请数量，总计", "1"]
    assert f'href="/open/items/{row.item_id}/"' in page, "every number leads to its report"
    recall(by=office.head, item=row.item, reason="数字有误", now=NOW)
    assert "还没有" in seen(client, at("organ", organ=key)), "before the worker has been round"
    assert kept()
    assert "还没有" in seen(client, "/research/")


def test_one_organ_over_the_years_is_what_its_reports_print(client: Client, with_corpus, reports) -> None:
    kept()
    (table,) = tables(seen(client, at("organ", organ=KEY, set="outcomes")))
    printed = by_name(reports)
    head, *rows, last = table
    assert head[1:] == ["2020年", "2021年", "2022年", "2023年"] and last[0] == "报告"
    told = {row[0]: row[1:] for row in rows}
    other = [printed[BLANK[0], year] for year in (2020, 2021, 2022, 2023)]
    sums = [
        one.value("requests.other.total")
        if one.format == "2019"
        else sum(
            one.value(f"requests.{row}.total") for row in ("other_not_corrected", "other_fee_unpaid", "other_misc")
        )
        for one in other
    ]
    assert told["表三 其他处理，总计"] == [f"{n:,}" for n in sums]
    assert told["表三 予以公开，总计"] == [f"{one.value('requests.granted.total'):,}" for one in other]
    assert told["表三 其他处理·其他，总计"][0] == "表中没有"


def test_a_blank_is_no_nought(client: Client, with_corpus) -> None:
    kept()
    for content in (tables(seen(client, at("organ", organ=KEY)))[0], downloaded(client, at("organ", "csv", organ=KEY))):
        row = next(row for row in content if row and row[0].startswith("表三 本年新收"))
        assert row[2].startswith("空白") and row[1] != "空白"
    assert ", null," in seen(client, at("organ", organ=KEY)).replace(",null,", ", null,")


def test_what_is_taken_home_is_what_is_shown(client: Client, with_corpus) -> None:
    kept()
    shown = tables(seen(client, at("organ", organ=KEY)))[0]
    taken = downloaded(client, at("organ", "csv", organ=KEY))
    assert [[one.replace(",", "") for one in row] for row in shown[:-1]] == [
        [one.replace("（", " ").replace("）", "") for one in row] for row in taken[: len(shown) - 1]
    ]


def test_organs_are_found_by_any_part_of_their_name(client: Client, with_corpus) -> None:
    kept()
    found = seen(client, at("organ", q="高山"))
    assert NAMES[2] in found and NAMES[0] not in found
    assert "没有名称里有" in seen(client, at("organ", q="不存在"))
    assert "请在下面按名称查找" in words(seen(client, at("organ", organ="不存在"), 404))


def test_the_platforms_own_report_comes_before_a_copy_elsewhere(client: Client, corpus, settings, tmp_path) -> None:
    from tests.library.corpus.making import corpus_of, made

    office = township()
    registered(office)
    row = published(office)
    settings.CORPUS_DIR = corpus_of(tmp_path / "copy", made(office.organ.name, YEAR), made(office.organ.name, YEAR - 1))
    kept()
    (table,) = tables(seen(client, at("organ", organ=keeping.key_of(office.organ))))
    assert table[0] == ["项目", f"{YEAR - 1}年", f"{YEAR}年"]
    assert table[1][2] == "1"
    recall(by=office.head, item=row.item, reason="数字有误", now=NOW)
    for _ in range(2):
        (table,) = tables(seen(client, at("organ", organ=keeping.key_of(office.organ))))
        assert table[0] == ["项目", f"{YEAR - 1}年"], "a copy of a recalled report is not shown in its place"
        keeping.keep(AFTER, wait=True)
