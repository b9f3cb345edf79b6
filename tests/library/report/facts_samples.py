"""Facts for tests: a small township's year, to be changed field by field, and random ledgers over several years."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import strategies as st

from gongkai.report.forms import APPLICANTS, OUTCOMES
from gongkai.report.ledger import ENDINGS, RESULTS

YEARS = range(2019, 2024)

FORM_2019_CELLS: dict[str, dict[str, Any]] = {
    "rules": {"disclosed": 0, "total_disclosed": 0},
    "normative_documents": {"disclosed": 2, "total_disclosed": 9},
    "licensing": {"prior_items": 12, "change": -8},
    "other_services": {"prior_items": 30, "change": 1, "decisions": 412},
    "penalties": {"prior_items": 3, "change": 1},
    "compulsory_measures": {"prior_items": 0, "change": 0},
    "charges": {"prior_items": 1, "change": -1},
    "procurement": {"projects": 4, "amount": "52.15", "unit": "万元"},
}

TOWNSHIP: dict[str, Any] = {
    "schema": "gongkai.facts/1",
    "organ": {"name": "大峪镇人民政府", "level": "township", "may_issue_rules": False},
    "year": 2023,
    "documents": [
        {
            "kind": "normative_document",
            "number": "大政〔2023〕3号",
            "issued_on": "2023-03-01",
            "ended_on": None,
            "ended_by": None,
        }
    ],
    "decisions": {"licensing": 0, "penalties": 17, "compulsory_measures": 0},
    "charges_yuan": "0.00",
    "requests": [
        {
            "id": "2023-0001",
            "applicant": "natural_person",
            "received_on": "2023-02-03",
            "outcome": "granted",
            "closed_on": "2023-02-20",
        }
    ],
    "disputes": [
        {
            "id": "F-1",
            "kind": "reconsideration",
            "after_reconsideration": False,
            "filed_on": "2023-05-04",
            "result": "upheld",
            "closed_on": "2023-07-01",
        }
    ],
    "publications": [{"published_on": "2023-04-01", "channel": "website", "column": "政策文件", "count": 1}],
    "letters": {"received": 33, "answered": 33},
    "information_fee_yuan": "0.00",
}


def township(**changes: Any) -> dict[str, Any]:
    """The township's facts with top-level fields replaced; in the years of the old form with its own cells."""
    facts = deepcopy(TOWNSHIP) | changes
    if facts["year"] in (2019, 2020):
        facts.setdefault("form_2019", deepcopy(FORM_2019_CELLS))
    return facts


def as_text(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False)


def changed(path: str, value: Any, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """The facts with the field at `requests.0.applicant` set to this value."""
    facts = deepcopy(facts or TOWNSHIP)
    *parents, leaf = path.split(".")
    node: Any = facts
    for key in parents:
        node = node[_key(node, key)]
    node[_key(node, leaf)] = value
    return facts


def _key(node: Any, key: str) -> int | str:
    return int(key) if isinstance(node, list) else key


@st.composite
def _spans(draw: st.DrawFn) -> tuple[str, str | None]:
    """A beginning and, perhaps, an end not before it."""
    days = st.dates(date(2018, 1, 1), date(2024, 12, 31))
    first, second = sorted(draw(st.tuples(days, days)))
    return first.isoformat(), draw(st.sampled_from([second.isoformat(), None]))


@st.composite
def ledgers(draw: st.DrawFn) -> dict[str, Any]:
    """Facts of a random year whose ledgers run over the years before and after it."""
    requests = [_request(draw, number) for number in range(draw(st.integers(0, 25)))]
    disputes = [_dispute(draw, number) for number in range(draw(st.integers(0, 12)))]
    documents = [_document(draw, number) for number in range(draw(st.integers(0, 12)))]
    fields = {"requests": requests, "disputes": disputes, "documents": documents}
    return township(year=draw(st.sampled_from(YEARS)), **fields)


def _request(draw: st.DrawFn, number: int) -> dict[str, Any]:
    received, closed = draw(_spans())
    outcome = draw(st.sampled_from(OUTCOMES)) if closed else None
    applicant = draw(st.sampled_from(APPLICANTS))
    return {
        "id": f"R-{number}",
        "applicant": applicant,
        "received_on": received,
        "outcome": outcome,
        "closed_on": closed,
    }


def _dispute(draw: st.DrawFn, number: int) -> dict[str, Any]:
    filed, closed = draw(_spans())
    kind, after = draw(
        st.sampled_from([("reconsideration", False), ("litigation", False), ("litigation", True)]),
    )
    result = draw(st.sampled_from(RESULTS)) if closed else None
    return {
        "id": f"D-{number}",
        "kind": kind,
        "after_reconsideration": after,
        "filed_on": filed,
        "result": result,
        "closed_on": closed,
    }


def _document(draw: st.DrawFn, number: int) -> dict[str, Any]:
    issued, ended = draw(_spans())
    kind = draw(st.sampled_from(["rules", "normative_document"]))
    by = draw(st.sampled_from(ENDINGS)) if ended else None
    return {"kind": kind, "number": f"大政〔{number}〕号", "issued_on": issued, "ended_on": ended, "ended_by": by}
