"""What an office has told the proof: rules off or lowered, its own numbers and codes, words to look out for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from gongkai.proofing.options import Options
from gongkai.proofing.registry import RULES
from gongkai.rulebook import RuleWords


@dataclass(frozen=True, slots=True)
class Settings(Options):
    """See `Options` and `Adjustments`. Raises SettingsError."""

    RULES: ClassVar[Mapping[str, RuleWords]] = RULES
    MANUAL: ClassVar[str] = "docs/reference/proofing.md"
