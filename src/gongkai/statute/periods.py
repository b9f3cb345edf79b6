"""The periods of the Regulation, by the day a request was first received.

All are working days; the first day is not counted. Sources: 《条例》 (2019) 第三十条至第三十五条, 2007年《条例》第二十四条,
国办函〔2020〕109号.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.statute.laws import FEE_MEASURE, REGULATION, REGULATION_2007, Law


class Topic(StrEnum):
    """What a regime has an article for."""

    RECEIPT = "receipt"
    CORRECTION = "correction"
    THIRD_PARTY = "third_party"
    REPLY = "reply"
    EXTENSION = "extension"
    EXCLUSION = "exclusion"
    CO_MAKER = "co_maker"
    DELAY = "delay"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules for requests first received from `since` on. A step that the law does not know has 0 days.

    `third_party_limit_presumed`: the law set the third party no limit, and the later one is presumed.
    """

    law: Law
    since: date
    reply_days: int
    extension_days: int
    third_party_days: int
    articles: Mapping[Topic, str] = field(repr=False)
    correction_notice_days: int = 0
    co_maker_days: int = 0
    payment_days: int = 0
    ordered_reply_days: int = 0
    third_party_limit_presumed: bool = False


REGIME_2008 = Regime(
    law=REGULATION_2007,
    since=REGULATION_2007.in_force,
    reply_days=15,
    extension_days=15,
    third_party_days=15,
    third_party_limit_presumed=True,
    articles={
        Topic.RECEIPT: REGULATION_2007.cite(24),
        Topic.THIRD_PARTY: REGULATION_2007.cite(23),
        Topic.REPLY: REGULATION_2007.cite(24, 2),
        Topic.EXTENSION: REGULATION_2007.cite(24, 2),
        Topic.EXCLUSION: REGULATION_2007.cite(24, 3),
        Topic.ANSWER: REGULATION_2007.cite(21),
    },
)

REGIME_2019 = Regime(
    law=REGULATION,
    since=REGULATION.in_force,
    reply_days=20,
    extension_days=20,
    third_party_days=15,
    correction_notice_days=7,
    co_maker_days=15,
    payment_days=20,
    ordered_reply_days=20,
    articles={
        Topic.RECEIPT: REGULATION.cite(31),
        Topic.CORRECTION: REGULATION.cite(30),
        Topic.THIRD_PARTY: REGULATION.cite(32),
        Topic.REPLY: REGULATION.cite(33, 2),
        Topic.EXTENSION: REGULATION.cite(33, 2),
        Topic.EXCLUSION: REGULATION.cite(33, 3),
        Topic.CO_MAKER: REGULATION.cite(34),
        Topic.DELAY: REGULATION.cite(35),
        Topic.ANSWER: REGULATION.cite(36),
    },
)

REGIMES = (REGIME_2008, REGIME_2019)

FEE_SINCE = FEE_MEASURE.in_force
FEE_NOTICE_ARTICLE = FEE_MEASURE.cite(6)
FEE_RESTART_ARTICLE = FEE_MEASURE.cite(0)
"""That the period starts anew after payment stands in the measure; its article could not be verified."""

PUBLICATION_DAYS = 20
"""Proactive disclosure: working days after information is made or changed (《条例》第二十六条; 2007年 第十八条)."""


def regime_on(received: date) -> Regime:
    """The regime of a request by its first receipt; before the first regulation, the first regulation's."""
    return next((regime for regime in reversed(REGIMES) if regime.since <= received), REGIMES[0])
