"""What an office has switched off or lowered, each with the reason that is printed beside the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from gongkai.checks.case import Thresholds
from gongkai.checks.registry import RULES
from gongkai.errors import GongkaiError
from gongkai.report import Finding, Severity

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "疑点", Severity.INFO: "提示"}
WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class SettingsError(GongkaiError):
    """A rule that does not exist, or one switched off without a reason."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`off`: rule → reason. `severity`: rule → (highest severity its findings may have, reason); it never raises one.

    Raises SettingsError for an unknown rule, a missing reason, and for READ-*: a doubtful reading stays visible.
    """

    off: Mapping[str, str] = field(default_factory=dict)
    severity: Mapping[str, tuple[Severity, str]] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)

    def __post_init__(self) -> None:
        reasons = [*self.off.items(), *((name, reason) for name, (_, reason) in self.severity.items())]
        for name, reason in reasons:
            _require_known(name)
            _require_reason(name, reason)

    def applied(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings without those switched off, the others no more severe than is set."""
        return [self._lowered(finding) for finding in findings if finding.rule not in self.off]

    def notes(self) -> list[str]:
        """What was switched off or lowered and why, one sentence each, to be printed with every result."""
        off = [f"规则 {name}（{RULES[name].title}）已关闭。理由：{reason.strip()}" for name, reason in self.off.items()]
        lowered = [
            f"规则 {name}（{RULES[name].title}）最高按“{SEVERITY_NAMES[level]}”报告。理由：{reason.strip()}"
            for name, (level, reason) in self.severity.items()
        ]
        return off + lowered

    def _lowered(self, finding: Finding) -> Finding:
        level = self.severity[finding.rule][0] if finding.rule in self.severity else finding.severity
        return replace(finding, severity=min(finding.severity, level, key=WEIGHT.__getitem__))


def _require_known(name: str) -> None:
    if name in RULES:
        return
    if name.upper().startswith("READ-"):
        raise SettingsError("读取结果的疑点不能关闭或降级", "请对照原文核对这些单元格", name, "RULE_FIXED")
    near = get_close_matches(name.upper(), RULES, n=3, cutoff=0.5)
    remedy = f"是不是：{'、'.join(near)}" if near else "全部规则见 docs/reference/rules.md"
    raise SettingsError("没有这条规则", remedy, name, "RULE_UNKNOWN")


def _require_reason(name: str, reason: str) -> None:
    if not reason.strip():
        raise SettingsError("关闭或降级规则要写明理由", f"例如：{name}=本机关今年刚刚成立", name, "REASON_MISSING")
