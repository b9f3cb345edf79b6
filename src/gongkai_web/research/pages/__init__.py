"""The pages, one file each: from what is asked to what is shown."""

from __future__ import annotations

from collections.abc import Callable

from gongkai_web.research.asked import Asked
from gongkai_web.research.pages import alike, carry, compare, organ, outcomes, rates, spread
from gongkai_web.research.shown import Shown

PAGES: dict[str, Callable[[Asked], Shown]] = {
    "organ": organ.shown,
    "compare": compare.shown,
    "spread": spread.shown,
    "outcomes": outcomes.shown,
    "rates": rates.shown,
    "carry": carry.shown,
    "alike": alike.shown,
}
