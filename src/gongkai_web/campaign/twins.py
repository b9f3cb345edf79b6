"""Whether a copy is another organ's: it names another one, or its tables and sentences are those another one filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks import same_organ
from gongkai.checks.wording import without_numbers
from gongkai.report import AnnualReport, Finding, Severity, loads
from gongkai.report.prose import even, sentences
from gongkai_web.campaign.copies import filings_with_copies, latest
from gongkai_web.campaign.models import Filing, Submission

OTHER_ORGAN, TWIN = "CAMPAIGN-ORGAN", "CAMPAIGN-TWIN"
GRAVE = (OTHER_ORGAN, TWIN)
"""Rules whose errors are only accepted with a reason."""
_FEW_CELLS, _FEW_WORDS = 10, 150
"""Below so many numbers other than 0, or characters, two organs may well have the same."""
_SAME, _ALIKE = 95, 80
"""Percent of the text: as good as the same; enough to be looked at."""
_KEPT = 800


@dataclass(frozen=True, slots=True)
class _Gist:
    """`numbers`: cells other than 0. `said`: each sentence without numbers and marks."""

    numbers: frozenset[tuple[str, str]]
    said: frozenset[str]


def grave(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.rule in GRAVE and one.severity is Severity.ERROR]


def other_organ(report: AnnualReport, filing: Filing) -> str:
    """The organ that the report names, if that is another one. One made on the platform is its organ's own."""
    named = report.agency or ""
    return named if filing.organ_id is None and named and not same_organ(named, filing.name) else ""


def twins_of(report: AnnualReport, filing: Filing, *, ticked: bool) -> list[Finding]:
    """Beside every copy of the campaign, whatever kind its organ is of. `ticked`: who filled it in was asked about another
    organ's name, and said that it is theirs all the same."""
    return [*_named(report, filing, ticked), *_copied(report, filing)]


def _named(report: AnnualReport, filing: Filing, ticked: bool) -> Iterator[Finding]:
    named = other_organ(report, filing)
    if named:
        said = f"；填报人勾选了“确实是{filing.name}的年报”" if ticked else ""
        text = f"报告里写的机关是“{named}”，不是“{filing.name}”{said}。请问清楚是不是交错了机关。"
        yield Finding(OTHER_ORGAN, Severity.ERROR, text)


def _copied(report: AnnualReport, filing: Filing) -> Iterator[Finding]:
    own = _gist(report)
    others = filings_with_copies(filing.campaign).exclude(pk=filing.pk)
    copies = [(one, copy) for one in others if (copy := latest(one)) is not None]
    gists = _gists([copy for _, copy in copies])
    for one, copy in copies:
        found = _beside(own, gists[copy.pk], one.name)
        if found:
            yield found


def _beside(own: _Gist, other: _Gist, name: str) -> Finding | None:
    same_tables = own.numbers == other.numbers and len(own.numbers) >= _FEW_CELLS
    length = sum(map(len, own.said))
    share = round(sum(map(len, own.said & other.said)) * 100 / length) if length >= _FEW_WORDS else 0
    if same_tables or share >= _SAME:
        return Finding(TWIN, Severity.ERROR, f"与{name}报送的报告{_how(same_tables, share)}。请核对是不是交错了机关。")
    if share >= _ALIKE:
        return Finding(TWIN, Severity.WARNING, f"与{name}报送的报告文字 {share}% 相同。")
    return None


def _how(same_tables: bool, share: int) -> str:
    if same_tables and share == 100:
        return "完全相同：表格每一格、文字每一句都一样"
    tables = "表格每一格都相同" if same_tables else ""
    return "，".join(one for one in (tables, f"文字 {share}% 相同" if share else "") if one)


def _gist(report: AnnualReport) -> _Gist:
    numbers = frozenset(
        (path, f"{value}") for path in report.paths() if (value := report.value(path)) is not None and value != 0
    )
    texts = [report.opening or "", *(one.text for one in report.sections)]
    said = (
        without_numbers(one) for text in texts for line in even(text).text.split("\n") for _, one in sentences(line)
    )
    return _Gist(numbers, frozenset(one for one in said if one))


def _gists(copies: list[Submission]) -> dict[int, _Gist]:
    """What was frozen is read once; only contents that are not known are asked for."""
    found = {one.pk: gist for one in copies if (gist := _known.get((one.pk, one.digest)))}
    rows = Submission.objects.filter(pk__in=[one.pk for one in copies if one.pk not in found])
    for pk, digest, content in rows.values_list("pk", "digest", "content").iterator(chunk_size=100):
        found[pk] = _known[pk, digest] = _gist(loads(content))
    while len(_known) > _KEPT:
        _known.pop(next(iter(_known)), None)
    return found


_known: dict[tuple[int, str], _Gist] = {}
