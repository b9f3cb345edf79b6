"""The same tables counted by asking of every cell who stands in it; shares no code with the library.

Written from the counting table of docs/reference/facts-json.md, with dates compared as text.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Facts = dict[str, Any]
COLUMNS = ("natural_person", "business", "research", "social_organization", "legal_service", "other")
OUTCOMES = [
    "granted",
    "partial",
    "denied_state_secret",
    "denied_by_law",
    "denied_security",
    "denied_third_party",
    "denied_internal",
    "denied_process",
    "denied_enforcement",
    "denied_inquiry",
    "unable_not_held",
    "unable_not_ready_made",
    "unable_unclear",
    "refused_petition",
    "refused_repeat",
    "refused_publication",
    "refused_excessive",
    "refused_reconfirm",
]
OTHERS = ["other_not_corrected", "other_fee_unpaid", "other_misc"]
RESULTS = ("upheld", "corrected", "other", "pending")
KINDS = {
    "reconsideration": ("reconsideration", False),
    "litigation_direct": ("litigation", False),
    "litigation_after_reconsideration": ("litigation", True),
}
FIRST, LAST = date(2017, 6, 1), date(2026, 6, 30)


def tables(facts: Facts) -> dict[str, int | Decimal]:
    """Every cell of the form of the facts' year."""
    return dict(_cells(facts, f"{facts['year']}-01-01", f"{facts['year']}-12-31"))


def _cells(facts: Facts, start: str, end: str) -> Iterator[tuple[str, int | Decimal]]:
    yield from _proactive(facts, start, end)
    rows = [*OUTCOMES, "other"] if facts["year"] < 2021 else [*OUTCOMES, *OTHERS]
    for row in ("new", "carried_in", *rows, "result_total", "carried_out"):
        counts = [
            len([r for r in facts["requests"] if r["applicant"] == who and _stands(r, row, start, end)])
            for who in COLUMNS
        ]
        yield from ((f"requests.{row}.{who}", n) for who, n in zip(COLUMNS, counts, strict=True))
        yield f"requests.{row}.total", sum(counts)
    for group, kind in KINDS.items():
        own = [d for d in facts["disputes"] if (d["kind"], d["after_reconsideration"]) == kind]
        counts = [len([d for d in own if _ends_as(d, result, start, end)]) for result in RESULTS]
        yield from ((f"disputes.{group}.{result}", n) for result, n in zip(RESULTS, counts, strict=True))
        yield f"disputes.{group}.total", sum(counts)


def _stands(request: Facts, row: str, start: str, end: str) -> bool:
    came, gone, outcome = request["received_on"], request["closed_on"] or "9999", request["outcome"]
    closed = start <= gone <= end
    if row == "new":
        return start <= came <= end
    if row == "carried_in":
        return came < start <= gone
    if row == "carried_out":
        return came <= end < gone
    if row == "result_total":
        return closed
    return closed and (outcome in OTHERS if row == "other" else outcome == row)


def _ends_as(dispute: Facts, result: str, start: str, end: str) -> bool:
    filed, closed = dispute["filed_on"], dispute["closed_on"] or "9999"
    if result == "pending":
        return filed <= end < closed
    return start <= closed <= end and dispute["result"] == result


def _proactive(facts: Facts, start: str, end: str) -> Iterator[tuple[str, int | Decimal]]:
    old_form = facts["year"] < 2021
    for row, kind in (("rules", "rules"), ("normative_documents", "normative_document")):
        own = [(d["issued_on"], d["ended_on"] or "9999") for d in facts["documents"] if d["kind"] == kind]
        issued = len([1 for begun, _ in own if start <= begun <= end])
        if old_form:
            yield f"proactive.{row}.made", issued
            continue
        yield f"proactive.{row}.issued", issued
        yield f"proactive.{row}.repealed", len([1 for _, over in own if start <= over <= end])
        yield f"proactive.{row}.in_force", len([1 for begun, over in own if begun <= end < over])
    for key, n in facts["decisions"].items():
        yield f"proactive.{key}{'.decisions' if old_form else ''}", n
    if not old_form:
        wan = Decimal(facts["charges_yuan"]) / 10_000
        yield "proactive.charges", wan.quantize(Decimal("0.0001"), ROUND_HALF_UP)
        return
    for item, cells in facts["form_2019"].items():
        for key, value in cells.items():
            if key != "unit":
                yield f"proactive.{item}.{key}", Decimal(value) if isinstance(value, str) else value


def random_facts(chance: random.Random) -> Facts:
    """A year of an office, with records of the years around it, many of them on the first or the last day of a year."""
    year = chance.randint(2019, 2025)
    money = f"{chance.randint(0, 10**9)}.{chance.randint(0, 99):02}"
    facts: Facts = {
        "schema": "gongkai.facts/1",
        "organ": {"name": chance.choice(["甲镇人民政府", "乙县财政局", "丙县人民政府"]), "may_issue_rules": True},
        "year": year,
        "documents": [_document(chance, number) for number in range(chance.randint(0, 12))],
        "decisions": {key: chance.randint(0, 5000) for key in ("licensing", "penalties", "compulsory_measures")},
        "charges_yuan": money,
        "requests": [_request(chance, number) for number in range(chance.randint(0, 30))],
        "disputes": [_dispute(chance, number) for number in range(chance.randint(0, 12))],
        "information_fee_yuan": "0",
    }
    return facts | ({"form_2019": _form_2019(chance)} if year < 2021 else {})


def _span(chance: random.Random) -> tuple[str, str | None]:
    days = sorted(_day(chance) for _ in range(2))
    return days[0], chance.choice([days[1], days[1], None])


def _day(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return f"{chance.randint(2018, 2025)}-{chance.choice(['01-01', '12-31'])}"
    return (FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days))).isoformat()


def _request(chance: random.Random, number: int) -> Facts:
    came, gone = _span(chance)
    outcome = chance.choice([*OUTCOMES, *OTHERS]) if gone else None
    who = chance.choice(COLUMNS)
    return {"id": f"R{number}", "applicant": who, "received_on": came, "outcome": outcome, "closed_on": gone}


def _dispute(chance: random.Random, number: int) -> Facts:
    filed, closed = _span(chance)
    kind, after = chance.choice([*KINDS.values()])
    result = chance.choice(RESULTS[:3]) if closed else None
    named = {"id": f"D{number}", "kind": kind, "after_reconsideration": after}
    return named | {"filed_on": filed, "result": result, "closed_on": closed}


def _document(chance: random.Random, number: int) -> Facts:
    issued, ended = _span(chance)
    kind, by = chance.choice(["rules", "normative_document"]), chance.choice(["repealed", "expired", "replaced"])
    named = {"kind": kind, "number": f"公〔{number}〕号"}
    return named | {"issued_on": issued, "ended_on": ended, "ended_by": by if ended else None}


def _form_2019(chance: random.Random) -> Facts:
    some = [chance.randint(0, 500) for _ in range(12)]
    return {
        "rules": {"disclosed": some[0], "total_disclosed": some[1]},
        "normative_documents": {"disclosed": some[2], "total_disclosed": some[3]},
        "licensing": {"prior_items": some[4], "change": -some[5]},
        "other_services": {"prior_items": some[6], "change": some[7], "decisions": some[8]},
        "penalties": {"prior_items": some[9], "change": some[10]},
        "compulsory_measures": {"prior_items": 0, "change": some[11]},
        "charges": {"prior_items": some[0], "change": -some[1]},
        "procurement": {"projects": some[2], "amount": f"{some[3]}.{some[4] % 100:02}", "unit": "万元"},
    }
