"""Questions with a name: each a SELECT over the tables and the views `series` and `measures`, open to be read and changed."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.corpus.measures import put_views
from gongkai.corpus.opening import Answer, Corpus
from gongkai.corpus.sums import judge_all
from gongkai.errors import GongkaiError

_YEAR = "($year IS NULL OR year = $year)"
_RATES = """count(rate) AS reports, count(*) - count(rate) AS left_out,
    CASE WHEN sum(denominator) FILTER (rate IS NOT NULL) > 0
         THEN (sum(numerator) FILTER (rate IS NOT NULL))::DOUBLE / sum(denominator) FILTER (rate IS NOT NULL) END AS rate,
    count(*) FILTER (doubted > 0) AS reports_in_doubt"""
_SUMS = (
    "sum(numerator) FILTER (rate IS NOT NULL) AS numerator, sum(denominator) FILTER (rate IS NOT NULL) AS denominator"
)


@dataclass(frozen=True, slots=True)
class Named:
    """`judges`: needs every relation to be judged first. `$year` may be left open."""

    name: str
    title: str
    sql: str
    judges: bool = False


NAMED: dict[str, Named] = {
    one.name: one
    for one in (
        Named(
            "reports",
            "每年有多少份报告，多少格没有把握、没有读到",
            f"""SELECT year, form, count(*) AS reports, sum(numbers) AS numbers, sum(unsure) AS unsure, sum(unread) AS unread,
                sum(errors) AS errors, sum(warnings) AS warnings
                FROM reports WHERE current AND {_YEAR} GROUP BY ALL ORDER BY year, form""",
        ),
        Named(
            "organs",
            "有哪些机关：名称、地区、最早和最近的年度、几份报告",
            f"""SELECT coalesce(arg_max(organ, year), any_value(organ)) AS organ, region, min(year) AS first_year,
                max(year) AS last_year, count(*) AS reports
                FROM reports WHERE current AND organ IS NOT NULL AND {_YEAR}
                GROUP BY organ_key, region ORDER BY region NULLS FIRST, organ""",
        ),
        Named(
            "outcome-mix",
            "每年的申请是怎样办结的：各种结果占办理结果总计的比例，2019 版与 2021 版在一个序列里",
            f"""SELECT year, title, {_SUMS}, {_RATES} FROM measures
                WHERE {_YEAR} AND measure IN ('granted_share', 'partial_share', 'denied_share', 'unable_share',
                    'refused_share', 'other_share')
                GROUP BY year, measure, title ORDER BY year, min(place)""",
        ),
        Named(
            "rates",
            "每年的公开率、结转占比、复议和诉讼纠错率；分子分母都是各机关之和",
            f"""SELECT year, title, {_SUMS}, {_RATES} FROM measures
                WHERE {_YEAR} AND measure IN ('disclosure_rate', 'carried_out_share', 'reconsideration_overturn_rate',
                    'litigation_overturn_rate')
                GROUP BY year, measure, title ORDER BY year, min(place)""",
        ),
        Named(
            "year-region-row",
            "每年、每地区、表三每一行的总计之和",
            f"""SELECT year, region, row_label, sum(value) AS value, sum(reports) AS reports,
                sum(without_number) AS without_number, sum(doubted) AS doubted
                FROM sums WHERE {_YEAR} AND path LIKE 'requests.%.total'
                GROUP BY ALL ORDER BY year, region NULLS FIRST, min(seq)""",
        ),
        Named(
            "carry",
            "上年结转与上一年报告的结转下年不一致，现行有效件数接不上",
            f"""SELECT organ, region, year, n.rule, n.locus_label AS place, j.expected, j.actual,
                j.expected - j.actual AS difference, j.unsure, file
                FROM judged j JOIN relation_names n USING (rel) JOIN reports r USING (report)
                WHERE j.verdict = 'fails' AND n.before IS NOT NULL AND {_YEAR}
                ORDER BY year, organ, region NULLS FIRST, rel""",
            judges=True,
        ),
        Named(
            "gaps",
            "中间缺了年份的机关",
            f"""SELECT organ, region, year + 1 AS missing_from, next - 1 AS missing_to FROM (
                SELECT *, lead(year) OVER (PARTITION BY organ_key, region ORDER BY year) AS next
                FROM reports WHERE current AND organ_key IS NOT NULL AND year IS NOT NULL)
                WHERE next > year + 1 AND {_YEAR} ORDER BY organ, year""",
        ),
        Named(
            "versions",
            "同一机关同一年度有几份不同的报告，取用了哪一份",
            f"""SELECT organ, region, year, version, versions, chosen_by, same_numbers, signed_on, unsure, file
                FROM reports WHERE versions > 1 AND {_YEAR} ORDER BY year, organ, region NULLS FIRST, version""",
        ),
        Named(
            "unsure",
            "没有把握、没有读到的格最多的报告",
            f"""SELECT organ, year, unsure, unread, numbers, file FROM reports
                WHERE current AND unsure + unread > 0 AND {_YEAR} ORDER BY unsure + unread DESC, organ, year LIMIT 100""",
        ),
        Named(
            "findings",
            "每条规则报了多少处，涉及多少份报告",
            f"""SELECT rule, severity, count(*) AS findings, count(DISTINCT report) AS reports
                FROM findings WHERE current AND {_YEAR} GROUP BY ALL ORDER BY findings DESC, rule, severity""",
        ),
        Named(
            "failures",
            "没有读出的文件",
            "SELECT file, error, remedy FROM files WHERE outcome = 'failed' ORDER BY file",
        ),
    )
}


def ask_named(corpus: Corpus, name: str, *, year: int | None = None) -> Answer:
    """Raises GongkaiError for a name that is none."""
    if name not in NAMED:
        raise GongkaiError(f"没有“{name}”这个查询", f"有：{'、'.join(NAMED)}", "--named", "USAGE")
    named = NAMED[name]
    put_views(corpus)
    if named.judges:
        judge_all(corpus)
    return corpus.ask(named.sql, {"year": year} if "$year" in named.sql else ())
