"""What the pages say, held against a naive count over the same reports; a recalled report is gone at once."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import translation

from gongkai.corpus.extract import TABLES
from gongkai_web.publishing.releasing import recall
from gongkai_web.research import keeping
from gongkai_web.research.words import table_label
from tests.platform.annual.desk import YEAR
from tests.platform.publishing.office import NOW, township
from tests.platform.requests.desk import registered
from tests.platform.research.desk import AFTER, by_name, downloaded, kept, published, seen, tables, words
from tests.platform.research.many import BLANK, NAMES

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
    assert table[0] == ["格", f"{YEAR}年"]
    assert table[1] == ["本年新收政府信息公开申请数量", "1"]
    assert f'href="/open/items/{row.item_id}/"' in page, "every number leads to its report"
    recall(by=office.head, item=row.item, reason="数字有误", now=NOW)
    assert "还没有" in seen(client, at("organ", organ=key)), "before the worker has been round"
    assert kept()
    assert "还没有" in seen(client, "/research/")


def test_one_organ_over_the_years_is_what_its_reports_print(client: Client, with_corpus, reports) -> None:
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
    assert told["其他处理"] == [f"{n:,}" for n in sums]
    assert told["予以公开"] == [f"{one.value('requests.granted.total'):,}" for one in other]
    assert told["其他处理·其他"][0] == "表中没有"


def test_a_blank_is_no_nought(client: Client, with_corpus) -> None:
    for content in (tables(seen(client, at("organ", organ=KEY)))[0], downloaded(client, at("organ", "csv", organ=KEY))):
        row = next(row for row in content if row and row[0].startswith("本年新收"))
        assert row[2].startswith("空白") and row[1] != "空白"
    assert ", null," in seen(client, at("organ", organ=KEY)).replace(",null,", ", null,")


def test_what_is_taken_home_is_what_is_shown(client: Client, with_corpus) -> None:
    shown = tables(seen(client, at("organ", organ=KEY)))[0]
    taken = downloaded(client, at("organ", "csv", organ=KEY))
    assert [[one.replace(",", "") for one in row] for row in shown[:-1]] == [
        [one.replace("（", " ").replace("）", "") for one in row] for row in taken[: len(shown) - 1]
    ]


def test_organs_are_found_by_any_part_of_their_name(client: Client, with_corpus) -> None:
    found = seen(client, at("organ", q="高山"))
    assert NAMES[2] in found and NAMES[0] not in found
    assert "已公布的年报：可能还没有公布" in seen(client, at("organ", q="不存在"))
    assert "请在下面按名称查找" in words(seen(client, at("organ", organ="不存在"), 404))


def test_the_platforms_own_report_comes_before_a_copy_elsewhere(client: Client, corpus, settings, tmp_path) -> None:
    from tests.library.corpus.making import corpus_of, made

    office = township()
    registered(office)
    row = published(office)
    settings.CORPUS_DIR = corpus_of(tmp_path / "copy", made(office.organ.name, YEAR), made(office.organ.name, YEAR - 1))
    kept()
    (table,) = tables(seen(client, at("organ", organ=keeping.key_of(office.organ))))
    assert table[0] == ["格", f"{YEAR - 1}年", f"{YEAR}年"]
    assert table[1][2] == "1"
    recall(by=office.head, item=row.item, reason="数字有误", now=NOW)
    for _ in range(2):
        (table,) = tables(seen(client, at("organ", organ=keeping.key_of(office.organ))))
        assert table[0] == ["格", f"{YEAR - 1}年"], "a copy of a recalled report is not shown in its place"
        keeping.keep(AFTER, wait=True)


def rate_of(report, top: list[str], over: list[str]) -> tuple[int, int]:
    return sum(report.value(path) for path in top), sum(report.value(path) for path in over)


GRANTED = ["requests.granted.total", "requests.partial.total"]
RESULTS = ["requests.result_total.total"]


def test_organs_against_each_other_show_numerator_and_denominator(client: Client, with_corpus, reports) -> None:
    printed = by_name(reports)
    keys = ["甲县大河镇", "甲县高山乡"]
    (table,) = tables(seen(client, at("compare", organ=keys)))
    assert len(table) == 1 + 2 * 4
    for name, year, top, over, rate, *_ in table[1:]:
        a, b = rate_of(printed[name, int(year)], GRANTED, RESULTS)
        assert (top, over.split(" ")[0], rate) == (f"{a:,}", f"{b:,}", f"{a / b * 100:.1f}%")
    (table,) = tables(seen(client, at("compare", organ=keys, what="requests.new.total")))
    assert [row[2].split(" ")[0] for row in table[1:]] == [
        f"{printed[row[0], int(row[1])].value('requests.new.total'):,}" for row in table[1:]
    ]


def test_the_sums_of_a_rate_leave_out_what_has_none_and_say_so(client: Client, with_corpus, reports) -> None:
    (table,) = tables(seen(client, at("rates", what="carried_out_share")))
    for year, top, over, rate, counted, left, _doubted in table[1:]:
        used = [one for one in reports if one.year == int(year) and (one.agency, one.year) != BLANK]
        over_of = ["requests.new.total", "requests.carried_in.total"]
        pairs = [rate_of(one, ["requests.carried_out.total"], over_of) for one in used]
        pairs = [pair for pair in pairs if pair[1]]
        a, b = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        assert (top, over, rate) == (f"{a:,}", f"{b:,}", f"{a / b * 100:.1f}%")
        assert (int(counted), int(left)) == (len(pairs), 3 - len(pairs))


def test_outcomes_add_up_to_what_the_reports_print(client: Client, with_corpus, reports) -> None:
    counts, shares = tables(seen(client, at("outcomes")))
    told = {row[0]: row[1:] for row in counts}
    for at_year, year in enumerate(counts[0][1:]):
        of_year = [one for one in reports if one.year == int(year)]
        assert told["予以公开"][at_year] == f"{sum(one.value(GRANTED[0]) for one in of_year):,}"
        denied = [
            path for path in of_year[0].paths() if path.startswith("requests.denied_") and path.endswith(".total")
        ]
        assert told["不予公开"][at_year] == f"{sum(one.value(path) for one in of_year for path in denied):,}"
        assert told["办理结果总计（分母）"][at_year] == f"{sum(one.value(RESULTS[0]) for one in of_year):,}"
    groups = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    shared = {row[0]: row[1:] for row in shares}
    for column in range(4):
        assert abs(sum(float(shared[group][column].rstrip("%")) for group in groups) - 100) < 0.4


def test_the_spread_counts_every_organ_once(client: Client, with_corpus, reports) -> None:
    bins, middle, own = tables(seen(client, at("spread", year=2021, what="requests.new.total", organ=KEY)))
    assert sum(int(row[2]) for row in bins[1:]) == 2, "the blank one is in none"
    told = dict(middle[1:])
    assert (told["有这个数的机关"], told["没有这个数的报告"]) == ("2", "1")
    values = sorted(one.value("requests.new.total") for one in reports if one.year == 2021 and one.agency != BLANK[0])
    assert float(told["中位数"].replace(",", "")) == sum(values) / 2
    assert own[1][1] == "没有数"
    _, _, own = tables(seen(client, at("spread", year=2022, what="requests.new.total", organ=KEY)))
    mine = by_name(reports)[BLANK[0], 2022].value("requests.new.total")
    others = [one.value("requests.new.total") for one in reports if one.year == 2022 and one.agency != BLANK[0]]
    assert [int(n) for n in own[1][4:7]] == [
        sum(o < mine for o in others),
        sum(o == mine for o in others),
        sum(o > mine for o in others),
    ]


def test_carry_overs_that_do_not_fit_are_named_with_both_reports(client: Client, with_corpus, reports) -> None:
    page = seen(client, at("carry", year=2022))
    assert "3 个机关两年的报告都有，其中 3 个两年的总计都有数；1 个对不上" in page
    (table,) = tables(page)
    before, after = by_name(reports)[BLANK[0], 2021], by_name(reports)[BLANK[0], 2022]
    left, came = before.value("requests.carried_out.total"), after.value("requests.carried_in.total")
    assert table[1][:6] == [BLANK[0], "", "总计", f"{left:,}", f"{came:,}", "7"] and len(table) == 2
    assert table[1][6].endswith(".json") and table[1][7].endswith(".json"), "no address is known of these"
    assert "没有对不上的" in seen(client, at("carry", year=2023))
    assert "无从核对" in seen(client, at("carry", year=2020))


def test_texts_alike_stand_with_the_sentences_they_share(client: Client, settings, tmp_path) -> None:
    from gongkai.report import Section
    from tests.library.corpus.making import corpus_of, made

    text = (
        "本年度工作中，我镇把政务公开纳入重点督办事项，逐条核对主动公开目录，补齐缺项，确保群众看得到、看得懂、能监督。"
        * 2
    )
    sections = [Section(1, "总体情况", text + "另外开展了各类业务培训。")]
    settings.CORPUS_DIR = corpus_of(tmp_path / "alike", *(made(name, 2023, sections=sections) for name in NAMES[:2]))
    kept()
    page = seen(client, at("alike"))
    (table,) = tables(page)
    assert {table[1][0], table[1][2]} == {f"{name}（2023年）" for name in NAMES[:2]} and table[1][3] == "100.0%"
    assert "逐条核对主动公开目录" in page


@pytest.mark.parametrize(
    "address",
    [
        "organ/?organ=x",
        "spread/?year=1900",
        "spread/?what=nonsense",
        "rates/?region=月球",
        "compare/?organ=x&organ=y",
        "carry/?year=abc",
    ],
)
def test_what_is_not_there_is_said_and_nothing_breaks(client: Client, with_corpus, address: str) -> None:
    content = seen(client, f"/research/{address}", 404)
    assert 'role="alert"' in content


def test_whole_tables_can_be_taken_but_not_what_was_recalled(client: Client, with_corpus, tmp_path) -> None:
    office = township()
    registered(office)
    row = published(office)
    kept()
    listed = seen(client, "/research/data/")
    with translation.override("en"):
        assert {name: table_label(name) for name in TABLES if re.search("[一-龥]", table_label(name))} == {}
    assert "/research/data/platform/reports.parquet" in listed and "/research/data/corpus/places.parquet" in listed
    table = tmp_path / "reports.parquet"
    table.write_bytes(b"".join(client.get("/research/data/platform/reports.parquet").streaming_content))
    import duckdb

    assert duckdb.execute(f"SELECT count(*) FROM '{table}'").fetchall() == [(1,)]
    assert "| `value` |" in seen(client, "/research/data/corpus/README.md")
    assert client.get("/research/data/corpus/../reports.parquet").status_code == 404
    recall(by=office.head, item=row.item, reason="数字有误", now=NOW)
    assert client.get("/research/data/platform/reports.parquet").status_code in (404, 503)


def test_too_many_downloads_are_told_to_wait(client: Client, with_corpus, monkeypatch) -> None:
    from gongkai_web.research import limits

    monkeypatch.setitem(limits.MOST, "table", 2)
    address = at("rates", "csv")
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(at("rates")).status_code == 200


def test_every_page_speaks_english(client: Client, with_corpus) -> None:
    client.cookies["gongkai_language"] = "en"
    for name, asked in (
        ("organ", {"organ": KEY}),
        ("compare", {"organ": [KEY]}),
        ("spread", {}),
        ("outcomes", {}),
        ("rates", {}),
        ("carry", {}),
    ):
        content = words(seen(client, at(name, **asked)))
        assert "How this was computed" in content or name == "carry"
        told = words(str(tables(seen(client, at(name, **asked)))))
        for chinese in ("年度", "报告", "分母", "空白", "表三"):
            assert chinese not in told, (name, chinese)
