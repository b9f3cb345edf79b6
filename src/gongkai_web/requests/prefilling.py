"""What the guide's form is filled with before anybody has typed it: from the list of redactions, from the opinions that came
in. It is shown to be checked, and holds once it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.calendar import chinese_date
from gongkai.procedure.guide import Evidence, evidence_for
from gongkai_web.requests.kinds import ConsultedKind, Opinion
from gongkai_web.requests.models import Act, Consultation, Decision, Request
from gongkai_web.requests.withholding import Withheld, withheld_of

_PARTIAL = "R37"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """`grounds`: those ticked; `fields`: what is to be written with its words; `unsaved`: what of it is not kept yet."""

    grounds: tuple[str, ...]
    fields: tuple[tuple[Evidence, str], ...]
    unsaved: tuple[str, ...]
    known: Withheld | None

    @property
    def evidence(self) -> dict[str, str]:
        return {one.code: words for one, words in self.fields}


def prefilled(case: Request, decision: Decision, typed: Mapping[str, str], ticked: tuple[str, ...] = ()) -> Prefilled:
    """`typed`: by code, what was sent and refused; it goes before all else, as `ticked` does."""
    known = withheld_of(case) if decision.reply == _PARTIAL else None
    kept = decision.evidence
    grounds = ticked or tuple(decision.grounds) or (known.grounds if known else ())
    told = _told(case, known, grounds)
    fields, unsaved = [], []
    for one in evidence_for(decision.reply, grounds):
        words = typed.get(one.code, kept.get(one.code) or told.get(one.code, ""))
        fields.append((one, words))
        if words.strip() and not kept.get(one.code, "").strip():
            unsaved.append(one.label)
    if grounds and not decision.grounds and decision.reply == _PARTIAL:
        unsaved.append("不予公开部分的依据")
    return Prefilled(grounds, tuple(fields), tuple(unsaved), known)


def _told(case: Request, known: Withheld | None, grounds: tuple[str, ...]) -> dict[str, str]:
    told = {"third_party": opinions(case)}
    if known is None:
        return told
    told |= {"handed_out": known.handed_out, "withheld": known.part, "reason": known.reason}
    for code in grounds:
        part, reason = known.each.get(code, ("", ""))
        told |= {f"withheld_{code}": part, f"reason_{code}": reason}
    return told


def opinions(case: Request) -> str:
    """What the third parties of a case said, by their labels: their names stay sealed. Who did not answer is left to be
    written: the day of service is known to the clerk alone."""
    asked = case.consultations.filter(kind=ConsultedKind.THIRD_PARTY, answered__isnull=False)
    return "；".join(_said(one, one.answered) for one in asked.select_related("answered") if one.answered)


def _said(one: Consultation, answered: Act) -> str:
    opinion = Opinion(one.opinion).label if one.opinion else ""
    reasons = f"，理由：{one.reasons}" if one.reasons else ""
    return f"{one.label}：{chinese_date(answered.on)}答复{opinion}{reasons}"
