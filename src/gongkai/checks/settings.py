"""What an office has switched off or lowered, each with the reason that is printed beside the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from gongkai.checks.case import Thresholds
from gongkai.checks.registry import RULES
from gongkai.rulebook import Adjustments, RuleWords


@dataclass(frozen=True, slots=True)
class Settings(Adjustments):
    """Also the numbers a rule judges by. READ-* cannot be switched off: a doubtful reading stays visible."""

    RULES: ClassVar[Mapping[str, RuleWords]] = RULES
    MANUAL: ClassVar[str] = "docs/reference/rules.md"
    FIXED: ClassVar[tuple[str, ...]] = ("READ-",)

    thresholds: Thresholds = field(default_factory=Thresholds)
