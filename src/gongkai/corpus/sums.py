"""Every relation of every report at once. The relations are those of `gongkai.report.relations`, the severities those of the
rules; here they only become rows that DuckDB joins with the cells. A test holds this against `judge`, report by report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.checks import RULES
from gongkai.checks.years import carry_severity
from gongkai.corpus.opening import Answer, Corpus, put_rows
from gongkai.corpus.tables import NUMBER, VARIANTS, places
from gongkai.report import FORMS, PREVIOUS, Relation, relations_between, relations_of
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS, row_name
from gongkai.report.relations import DOCUMENT_ROWS

Member = tuple[int, str, int, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A relation of one variant; over two years also of the variant of the year before."""

    number: int
    variant: str
    before: str | None
    relation: Relation

    def row(self) -> tuple[Any, ...]:
        relation = self.relation
        severity = carry_severity(relation.locus) if relation.rule == "T3-CARRY" else RULES[relation.rule].severity
        return (self.number, self.variant, self.before, relation.rule, relation.locus, locus_name(relation), severity)

    def members(self) -> Iterator[Member]:
        """Relation, variant, seq, whether it is a part, whether without it nothing is decided, whether of last year."""
        relation = self.relation
        for path in relation.cells:
            of_last_year = path.startswith(PREVIOUS)
            variant = self.before if of_last_year and self.before else self.variant
            seq = places(variant).index(path.removeprefix(PREVIOUS)) + 1
            yield (self.number, variant, seq, path in relation.parts, path == relation.totals[0], of_last_year)


def locus_name(relation: Relation) -> str:
    """The row, column or group a relation speaks of, in Chinese."""
    if relation.rule == "T3-ROW":
        return row_name(relation.locus)
    return {**COLUMNS, **DISPUTE_GROUPS, **DOCUMENT_ROWS}[relation.locus]


def _relations() -> Iterator[_Numbered]:
    number = 0
    for variant in VARIANTS:
        form = FORMS[variant.rstrip("+")]
        alone = [(None, relation) for relation in relations_of(form, collapsed_other=variant.endswith("+"))]
        pairs = [(old, r) for old in VARIANTS for r in relations_between(form, FORMS[old.rstrip("+")])]
        for before, relation in (*alone, *pairs):
            yield _Numbered(number, variant, before, relation)
            number += 1


def relation_rows() -> Iterator[tuple[int, str, int, bool]]:
    """The relations inside one year as rows: relation, variant, seq, whether it is a part."""
    for one in _relations():
        if one.before is None:
            yield from ((number, variant, seq, part) for number, variant, seq, part, _, _ in one.members())


_SUMS = f"""
    SELECT report, rel,
        coalesce(sum(value) FILTER (part), 0)::{NUMBER} AS expected,
        coalesce(sum(value) FILTER (NOT part), 0)::{NUMBER} AS actual,
        bool_or(state IN ('missing', 'unreadable') OR (first AND value IS NULL)) AS undecided,
        count(*) FILTER (state IN ('blank', 'not_applicable')) AS blanks,
        count(*) FILTER (unsure) AS unsure
    FROM ({{cells}}) GROUP BY ALL"""
_ONE_YEAR = """
    SELECT c.report, m.rel, m.part, m.first, c.value, c.state, c.doubted AS unsure
    FROM cells c JOIN relation_members m ON m.variant = c.variant AND m.seq = c.seq
    WHERE c.current AND NOT m.over_years"""
_TWO_YEARS = """
    SELECT p.report, m.rel, m.part, m.first, c.value, c.state, c.doubted AS unsure
    FROM pairs p JOIN carried c ON c.report = p.report
    JOIN relation_members m ON m.variant = p.variant AND m.before = p.before AND m.seq = c.seq AND NOT m.of_last_year
    UNION ALL
    SELECT p.report, m.rel, m.part, m.first, c.value, c.state, c.certainty = 'uncertain' AS unsure
    FROM pairs p JOIN carried c ON c.report = p.previous
    JOIN relation_members m ON m.variant = p.variant AND m.before = p.before AND m.seq = c.seq AND m.of_last_year"""
"""A relation over two years: cells of last year's report stand beside this year's."""
_JUDGED = """
    SELECT s.report, s.rel, s.blanks, s.unsure,
        CASE WHEN undecided THEN 'undecided' WHEN expected = actual THEN 'holds' ELSE 'fails' END AS verdict,
        CASE WHEN NOT undecided THEN expected END AS expected, CASE WHEN NOT undecided THEN actual END AS actual
    FROM (FROM sums_alone UNION ALL FROM sums_over_years) s"""


def judge_all(corpus: Corpus) -> None:
    """Fill the table `judged`: report, relation, verdict, what is computed and what is printed. Of several versions of one
    organ's year the one that is taken is judged."""
    db = corpus.db
    if db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'judged'").fetchone():
        return
    _put_relations(db)
    db.execute("""CREATE TEMP TABLE pairs AS
        SELECT r.report, o.report AS previous, rv.variant, ov.variant AS before
        FROM reports r JOIN reports o ON o.organ_key = r.organ_key AND o.year = r.year - 1
            AND o.region IS NOT DISTINCT FROM r.region
        JOIN variants rv ON rv.report = r.report JOIN variants ov ON ov.report = o.report
        WHERE r.current AND o.current""")
    db.execute("""CREATE TEMP TABLE carried AS SELECT report, seq, value, state, certainty, doubted FROM cells
        WHERE current AND (variant, seq) IN (SELECT (cell_variant, seq) FROM relation_members WHERE over_years)""")
    db.execute(f"CREATE TEMP TABLE sums_alone AS {_SUMS.format(cells=_ONE_YEAR)}")
    db.execute(f"CREATE TEMP TABLE sums_over_years AS {_SUMS.format(cells=_TWO_YEARS)}")
    db.execute(f"CREATE TEMP TABLE judged AS {_JUDGED}")


_TEXT, _NUMBER, _FLAG = "VARCHAR", "INTEGER", "BOOLEAN"
_NAMES = (
    ("rel", _NUMBER),
    *((name, _TEXT) for name in ("variant", "before", "rule", "locus", "locus_label", "severity")),
)
_MEMBERS = (
    *(("rel", _NUMBER), ("cell_variant", _TEXT), ("seq", "SMALLINT")),
    *(("part", _FLAG), ("first", _FLAG), ("of_last_year", _FLAG)),
)


def _put_relations(db: Any) -> None:
    relations = list(_relations())
    put_rows(db, "relation_names", _NAMES, [one.row() for one in relations])
    put_rows(db, "given_members", _MEMBERS, [member for one in relations for member in one.members()])
    db.execute("""CREATE TEMP TABLE relation_members AS
        SELECT g.*, n.variant, n.before, n.before IS NOT NULL AS over_years
        FROM given_members g JOIN relation_names n USING (rel)""")
    db.execute("CREATE TEMP TABLE variants AS SELECT report, form || CASE WHEN collapsed_other THEN '+' ELSE '' END"
               " AS variant FROM reports WHERE form IN ('2019', '2021')")  # fmt: skip


_SEVERITY = """CASE WHEN j.verdict = 'undecided' THEN 'info'
    WHEN n.severity <> 'info' AND (j.blanks > 0 OR j.unsure > 0 OR (n.rule = 'T2-CONTINUITY' AND r.reorganised))
    THEN 'warning' ELSE n.severity END"""
"""As the rules do: an error with a blank or a doubtful cell in it is a warning, and so is a reorganisation that is told."""


def broken(
    corpus: Corpus,
    *,
    year: int | None = None,
    rule: str | None = None,
    organ: str | None = None,
    undecided: bool = False,
) -> Answer:
    """Every relation that fails, with the cells that are blank or in doubt; `undecided` also those that cannot be judged."""
    judge_all(corpus)
    return corpus.ask(
        f"""
        WITH chosen AS (
            SELECT j.*, n.rule, n.locus_label, {_SEVERITY} AS severity, r.organ, r.region, r.year, r.file, n.over_years
            FROM judged j JOIN (SELECT *, before IS NOT NULL AS over_years FROM relation_names) n USING (rel)
            JOIN reports r USING (report)
            WHERE j.verdict IN ('fails', CASE WHEN $undecided THEN 'undecided' ELSE 'fails' END)
                AND ($year IS NULL OR r.year = $year) AND ($rule IS NULL OR n.rule = $rule)
                AND ($organ IS NULL OR r.organ = $organ)),
        named AS (
            SELECT ch.report, ch.rel, list(c.label ORDER BY c.seq) AS cells
            FROM chosen ch JOIN relation_members m ON m.rel = ch.rel AND NOT m.of_last_year
            JOIN cells c ON c.report = ch.report AND c.seq = m.seq
            WHERE c.doubted OR c.state <> 'number' GROUP BY ALL)
        SELECT organ, region, year, rule, locus_label AS place, severity, verdict, expected, actual,
            expected - actual AS difference, blanks, unsure, coalesce(cells, []) AS unsure_cells, file
        FROM chosen LEFT JOIN named USING (report, rel)
        ORDER BY year, organ, region NULLS FIRST, rule, rel""",
        {"year": year, "rule": rule, "organ": organ, "undecided": undecided},
    )


def by_rule(corpus: Corpus, *, year: int | None = None) -> Answer:
    """How many relations of each rule hold, fail, cannot be judged; in how many reports one fails."""
    judge_all(corpus)
    return corpus.ask(
        """
        SELECT n.rule, count(*) AS relations, count(*) FILTER (verdict = 'holds') AS holds,
            count(*) FILTER (verdict = 'fails') AS fails, count(*) FILTER (verdict = 'undecided') AS undecided,
            count(DISTINCT j.report) FILTER (verdict = 'fails') AS reports_failing, count(DISTINCT j.report) AS reports
        FROM judged j JOIN relation_names n USING (rel) JOIN reports r USING (report)
        WHERE $year IS NULL OR r.year = $year
        GROUP BY n.rule ORDER BY min(n.rel)""",
        {"year": year},
    )
