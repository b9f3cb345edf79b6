"""gongkai corpus check | query | trend | compare | similar: questions to a corpus."""

from __future__ import annotations

from typing import Annotated

import typer

from gongkai.cli.console import console, table
from gongkai.cli.corpus.output import AsCsv, AsJson, CorpusFolder, Organ, Region, Year, deliver
from gongkai.errors import GongkaiError


def check(
    folder: CorpusFolder,
    year: Year = None,
    rule: Annotated[str | None, typer.Option(help="只看一条规则，例如 T3-BALANCE。")] = None,
    organ: Organ = None,
    undecided: Annotated[bool, typer.Option("--undecided", help="也列出无法判断的。")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="只列每条规则成立、不成立、无法判断的数目。")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """一次核对所有报告的勾稽关系和两年之间的衔接。退出状态：0 没有错误，1 有错误。"""
    from gongkai.corpus import opened
    from gongkai.corpus.sums import broken, by_rule

    with opened(folder) as corpus:
        counts = by_rule(corpus, year=year)
        failing = broken(corpus, year=year, rule=rule, organ=organ, undecided=undecided)
    if summary:
        deliver(counts, "每条规则", as_json=as_json, as_csv=as_csv)
    else:
        deliver(failing, "不成立的关系", as_json=as_json, as_csv=as_csv)
    at = failing.columns.index("severity")
    raise typer.Exit(int(any(row[at] == "error" for row in failing.rows)))


def query(
    folder: CorpusFolder,
    sql: Annotated[
        str | None, typer.Argument(metavar="[SQL]", help="一条 SQL；表和列见 docs/reference/corpus.md。")
    ] = None,
    named: Annotated[str | None, typer.Option("--named", help="现成的查询；不写 SQL 也不写它时，列出有哪些。")] = None,
    year: Year = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """查询语料：自己写 SQL，或者用现成的查询。"""
    from gongkai.corpus import opened
    from gongkai.corpus.measures import put_views
    from gongkai.corpus.named import NAMED, ask_named

    if sql and named:
        raise GongkaiError("SQL 和 --named 只能写一个", "请去掉一个", "query", "USAGE")
    if not sql and not named:
        rows = [(one.name, one.title) for one in NAMED.values()]
        console().print(table("现成的查询（--named 名称）", ("名称", "内容"), rows))
        return
    with opened(folder) as corpus:
        if named:
            answer = ask_named(corpus, named, year=year)
        else:
            put_views(corpus)
            answer = corpus.ask(sql or "")
    deliver(answer, NAMED[named].title if named else "查询结果", as_json=as_json, as_csv=as_csv)


def trend(
    folder: CorpusFolder,
    organ: Annotated[str, typer.Option(help="机关名称，写不写“人民政府”都可以。")],
    cell: Annotated[
        list[str] | None,
        typer.Option(help="哪一格，例如 new.total 或 表三“本年新收政府信息公开申请数量”总计；可以写几次。"),
    ] = None,
    measure: Annotated[str | None, typer.Option(help="哪个比率，例如 公开率、复议纠错率。")] = None,
    region: Region = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """一个机关历年的数字或比率；2019 版和 2021 版接成一个序列。"""
    from gongkai.corpus import comparing, opened

    if bool(cell) == bool(measure):
        raise GongkaiError("请写 --cell 或者 --measure 中的一个", "例如 --cell new.total", "trend", "USAGE")
    with opened(folder) as corpus:
        if measure:
            answer = comparing.rate_trend(corpus, organ, measure, region=region)
        else:
            answer = comparing.trend(corpus, organ, cell or [], region=region)
    deliver(answer, organ, as_json=as_json, as_csv=as_csv)


def compare(
    folder: CorpusFolder,
    year: Annotated[int, typer.Option(help="统计年度。")],
    row: Annotated[str | None, typer.Option(help="哪一行，例如 granted 或 予以公开。")] = None,
    measure: Annotated[str | None, typer.Option(help="哪个比率，例如 公开率、复议纠错率。")] = None,
    region: Region = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """同一年各机关的一行数字或一个比率，连同分母。分母是 0 或没有数字的不算比率。"""
    from gongkai.corpus import comparing, opened

    if bool(row) == bool(measure):
        raise GongkaiError("请写 --row 或者 --measure 中的一个", "例如 --row granted", "compare", "USAGE")
    with opened(folder) as corpus:
        if measure:
            answer = comparing.compare_rate(corpus, year, measure, region=region)
        else:
            answer = comparing.compare_row(corpus, year, row or "", region=region)
    deliver(answer, f"{year} 年 {measure or row}", as_json=as_json, as_csv=as_csv)


def similar(
    folder: CorpusFolder,
    year: Year = None,
    organ: Organ = None,
    region: Region = None,
    threshold: Annotated[
        float, typer.Option(min=0.1, max=1.0, help="至少多相似：两份合起来的文字中相同的占多少。")
    ] = 0.5,
    most: Annotated[int, typer.Option(min=1, max=100, help="每一部分最多与几个别的机关对比。")] = 3,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """第一、五、六部分与上年、与别的机关雷同的文字，逐句列出。"""
    from gongkai.corpus import opened
    from gongkai.corpus.choosing import organ_of
    from gongkai.corpus.similar import similar as find

    with opened(folder) as corpus:
        key, place = organ_of(corpus, organ, region) if organ else (None, region)
        answer = find(corpus, year=year, organ_key=key, region=place, threshold=threshold, most=most)
    deliver(answer, "雷同的文字", as_json=as_json, as_csv=as_csv)
