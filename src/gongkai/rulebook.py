"""What every catalogue of rules has in common: how a rule is named and worded, and how an office lowers or switches one off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import ClassVar, Protocol, TypeVar

from gongkai.errors import GongkaiError
from gongkai.report import Severity

MAIN = "main"
SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "疑点", Severity.INFO: "提示"}
WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """`description` says in one Chinese sentence how the rule judges; `messages` are its templates, MAIN first."""

    id: str
    severity: Severity
    title: str
    title_en: str
    description: str
    messages: Mapping[str, str]
    basis: str

    @property
    def family(self) -> str:
        return self.id.split("-")[0]


R = TypeVar("R", bound=RuleWords)


class Rulebook(Mapping[str, R]):
    """Rules by name, in the order in which they were entered; a name used twice is a mistake in this program."""

    def __init__(self) -> None:
        self._rules: dict[str, R] = {}

    def enter(self, rule: R) -> None:
        if rule.id in self._rules:
            raise ValueError(f"rule {rule.id} is entered twice")
        self._rules[rule.id] = rule

    def __getitem__(self, name: str) -> R:
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def wordings(message: str | Mapping[str, str]) -> dict[str, str]:
    """A rule's templates, where one alone is MAIN."""
    return {MAIN: message} if isinstance(message, str) else dict(message)


class SettingsError(GongkaiError):
    """A rule that does not exist, or one switched off without a reason."""


class Lowerable(Protocol):
    """A finding, of whatever is examined."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> Severity: ...


F = TypeVar("F", bound=Lowerable)


@dataclass(frozen=True, slots=True)
class Adjustments:
    """`off`: rule → reason. `severity`: rule → (highest severity its findings may have, reason); it never raises one.

    Raises SettingsError for an unknown rule, a missing reason, and for a rule whose name begins as one that is FIXED.
    """

    RULES: ClassVar[Mapping[str, RuleWords]] = {}
    MANUAL: ClassVar[str] = ""
    FIXED: ClassVar[tuple[str, ...]] = ()

    off: Mapping[str, str] = field(default_factory=dict)
    severity: Mapping[str, tuple[Severity, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        reasons = [*self.off.items(), *((name, reason) for name, (_, reason) in self.severity.items())]
        for name, reason in reasons:
            self._require_known(name)
            _require_reason(name, reason)

    def applied(self, findings: Iterable[F]) -> list[F]:
        """The findings without those switched off, the others no more severe than is set."""
        return [self._lowered(finding) for finding in findings if finding.rule not in self.off]

    def notes(self) -> list[str]:
        """What was switched off or lowered and why, one sentence each, to be printed with every result."""
        titles = {name: rule.title for name, rule in self.RULES.items()}
        off = [f"规则 {name}（{titles[name]}）已关闭。理由：{reason.strip()}" for name, reason in self.off.items()]
        lowered = [
            f"规则 {name}（{titles[name]}）最高按“{SEVERITY_NAMES[level]}”报告。理由：{reason.strip()}"
            for name, (level, reason) in self.severity.items()
        ]
        return off + lowered

    def _lowered(self, finding: F) -> F:
        level = self.severity[finding.rule][0] if finding.rule in self.severity else finding.severity
        lower = min(finding.severity, level, key=WEIGHT.__getitem__)
        return replace(finding, severity=lower)  # type: ignore[type-var]

    def _require_known(self, name: str) -> None:
        if name in self.RULES:
            return
        if name.upper().startswith(self.FIXED):
            raise SettingsError("读取结果的疑点不能关闭或降级", "请对照原文核对这些单元格", name, "RULE_FIXED")
        near = get_close_matches(name.upper(), self.RULES, n=3, cutoff=0.5)
        remedy = f"是不是：{'、'.join(near)}" if near else f"全部规则见 {self.MANUAL}"
        raise SettingsError("没有这条规则", remedy, name, "RULE_UNKNOWN")


def _require_reason(name: str, reason: str) -> None:
    if not reason.strip():
        raise SettingsError("关闭或降级规则要写明理由", f"例如：{name}=本机关今年刚刚成立", name, "REASON_MISSING")
