"""Random histories: mostly plausible, some impossible, all within 2019-2026."""

import random
from datetime import date, timedelta

WEIGHTS = {
    "correction_requested": 3,
    "corrected": 3,
    "third_party_consulted": 6,
    "third_party_replied": 6,
    "organ_consulted": 4,
    "organ_replied": 4,
    "extended": 5,
    "delayed": 1,
    "fee_notified": 2,
    "fee_paid": 2,
    "replied": 2,
    "withdrawn": 1,
    "reply_ordered": 1,
}
OLD_LAW = {"extended", "third_party_consulted", "third_party_replied", "replied", "withdrawn"}
PARTIES = (None, None, "甲公司", "乙厂")


def history(chance: random.Random) -> tuple[str, list[dict]]:
    """The day of receipt and up to seven events, not always in the order of their dates."""
    received = date(2019, 1, 1) + timedelta(days=chance.randrange(2922))
    careless = chance.random() < 0.1
    day, events = received, []
    for _ in range(chance.randrange(8)):
        day += timedelta(days=chance.choice((0, 1, 1, 2, 3, 5, 8, 13, 21, 34)))
        kind = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if day.year <= 2026 and (careless or sensible(kind, [event["type"] for event in events], received)):
            events.append({"type": kind, "date": day.isoformat(), **details(kind, day, chance)})
    if chance.random() < 0.1:
        chance.shuffle(events)
    return received.isoformat(), events


def sensible(kind: str, before: list[str], received: date) -> bool:
    """Whether a clerk would enter this after those; not all of it is possible."""
    if received < date(2019, 5, 15) and kind not in OLD_LAW:
        return False
    if {"replied", "withdrawn"} & set(before[-1:]):
        return kind == "reply_ordered"
    if kind in {"third_party_replied", "organ_replied"}:
        return before.count(kind) < before.count(kind.replace("replied", "consulted"))
    if kind == "fee_paid":
        return "fee_notified" in before and kind not in before
    return kind not in {"extended", "fee_notified", "correction_requested"} or kind not in before


def details(kind: str, day: date, chance: random.Random) -> dict:
    if kind == "extended":
        return {"days": chance.randrange(1, 21), "approved_by": "某某"}
    if kind == "delayed":
        return {"until": (day + timedelta(days=chance.randrange(1, 90))).isoformat(), "reason": "数量大"}
    if kind == "reply_ordered":
        return {"days": chance.randrange(5, 31)} if chance.random() < 0.5 else {}
    party = chance.choice(PARTIES) if "part" in kind or "organ" in kind else None
    named = {"party": party} if party else {}
    if kind.endswith("_consulted") and chance.random() < 0.5:
        named["received"] = (day + timedelta(days=chance.randrange(6))).isoformat()
    if kind == "organ_consulted":
        named["role"] = chance.choice(("co_maker", "co_maker", "other"))
    return named
