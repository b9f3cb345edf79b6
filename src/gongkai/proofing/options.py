"""What the rules may ask of an office's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai.proofing.masks import plain
from gongkai.rulebook import Adjustments

DEFAULT_REQUIRED = ("title", "organ", "index_number", "subject", "disclosure", "formed_on", "published_on")

LinkChecker = Callable[[str], str]
"""Given an address, says in Chinese what is wrong with it, or "". It may use the network; the proof itself never does."""


@dataclass(frozen=True, slots=True)
class Options(Adjustments):
    """`own_numbers` are numbers the office publishes itself (telephones, accounts): they are never reported.

    `organ_codes` are its 机关代字 (滨政办), `organ_names` other names it goes by, `wrong_words` maps what must not be
    written (a former leader's name, a wrong title) to what is right or "". `required` are the metadata that must be there.
    """

    own_numbers: frozenset[str] = frozenset()
    organ_codes: tuple[str, ...] = ()
    organ_names: tuple[str, ...] = ()
    wrong_words: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = DEFAULT_REQUIRED
    link_checker: LinkChecker | None = None

    def owns(self, number: str) -> bool:
        """Whether the office says this number is its own, however it is grouped."""
        return bool(self.own_numbers) and plain(number) in {plain(own) for own in self.own_numbers}
