"""Names of cells, rates and states in the reader's language. The Chinese ones are the form's own, from the library."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.corpus.extract import TABLES
from gongkai.corpus.measures import MEASURES
from gongkai.report import cell_name
from gongkai.report.forms import FORMS, GROUPS, cell_words

_TABLES = {"表二": "Table 2", "表三": "Table 3", "表四": "Table 4"}
_ROWS = {
    "new": "New requests in the year",
    "carried_in": "Requests carried over from last year",
    "granted": "Disclosed",
    "partial": "Partly disclosed",
    "denied_state_secret": "Refused · state secrets",
    "denied_by_law": "Refused · forbidden by other laws",
    "denied_security": "Refused · security and stability",
    "denied_third_party": "Refused · rights of third parties",
    "denied_internal": "Refused · internal affairs",
    "denied_process": "Refused · deliberative information",
    "denied_enforcement": "Refused · enforcement case files",
    "denied_inquiry": "Refused · administrative inquiries",
    "unable_not_held": "Cannot be provided · not held",
    "unable_not_ready_made": "Cannot be provided · would have to be made",
    "unable_unclear": "Cannot be provided · unclear after correction",
    "refused_petition": "Not processed · petitions and complaints",
    "refused_repeat": "Not processed · repeated requests",
    "refused_publication": "Not processed · publications",
    "refused_excessive": "Not processed · excessive requests",
    "refused_reconfirm": "Not processed · confirmation of what is held",
    "other_not_corrected": "Other · not corrected in time",
    "other_fee_unpaid": "Other · fee not paid in time",
    "other_misc": "Other · other",
    "other": "Other handling",
    "result_total": "Results, total",
    "carried_out": "Carried over to next year",
    "rules": "Rules (规章)",
    "normative_documents": "Normative documents",
    "licensing": "Licensing",
    "other_services": "Other services",
    "penalties": "Penalties",
    "compulsory_measures": "Compulsory measures",
    "charges": "Charges",
    "procurement": "Government procurement",
    "reconsideration": "Reconsideration",
    "litigation_direct": "Litigation without reconsideration",
    "litigation_after_reconsideration": "Litigation after reconsideration",
}
_COLUMNS = {
    "natural_person": "natural persons",
    "business": "businesses",
    "research": "research institutions",
    "social_organization": "social organizations",
    "legal_service": "legal services",
    "other": "other",
    "total": "total",
    "issued": "issued",
    "repealed": "repealed",
    "in_force": "in force",
    "upheld": "upheld",
    "corrected": "corrected",
    "pending": "pending",
    "made": "newly made",
    "disclosed": "newly disclosed",
    "total_disclosed": "disclosed in all",
    "prior_items": "items last year",
    "change": "change of items",
    "decisions": "decisions",
    "projects": "projects",
    "amount": "amount",
}
_MEASURES = {
    "disclosure_rate": "Disclosure rate",
    "granted_share": "Share disclosed",
    "partial_share": "Share partly disclosed",
    "denied_share": "Share refused",
    "unable_share": "Share that cannot be provided",
    "refused_share": "Share not processed",
    "other_share": "Share of other handling",
    "carried_out_share": "Share carried over to next year",
    "reconsideration_overturn_rate": "Overturn rate, reconsideration",
    "litigation_overturn_rate": "Overturn rate, litigation",
}
_GROUPS = {"denied": "Refused", "unable": "Cannot be provided", "refused": "Not processed", "other": "Other handling"}


_EXTRACT = {
    "organs": "Organs: name, region, first and last year, number of reports",
    "reports": "The one report taken for each organ and year: form, errors and doubts, file",
    "numbers": "Every cell, both forms as one series, by organ, year and cell; place is the cell's order in the series",
    "places": "The same table by cell, year and organ",
    "rates": "Every rate of every report: numerator, denominator, cells without a number",
    "mix": "Reports with a number in every outcome row: how many requests ended in which way",
    "carried": "What each report carried in from last year and out to the next, total and by applicant",
    "findings": "Errors and doubts, one a row",
    "cells": "Which cell a place is: its path and Chinese name",
    "alike": "Texts that are alike: which section of which report, how alike, the sentences in common",
}


def table_label(name: str) -> str:
    """What a table of the extract holds."""
    return _EXTRACT[name] if english() else TABLES[name]


def english() -> bool:
    return (get_language() or "").startswith("en")


def row_label(path: str) -> str:
    """A row by its words alone."""
    return _ROWS[path.split(".")[1]] if english() else cell_words(path)[1]


def column_label(path: str) -> str:
    parts = path.split(".")
    if not english():
        return cell_words(path)[2]
    if parts[0] == "disputes" and parts[2] == "other":
        return "other results"
    return _COLUMNS[parts[2]] if len(parts) > 2 else ""


def cell_label(path: str) -> str:
    """The whole cell, where it stands alone."""
    table = cell_words(path)[0]
    column = column_label(path)
    ending = f"，{column}" if column and not english() else f", {column}" if column else ""
    return f"{_TABLES[table] if english() else table} {row_label(path)}{ending}"


def short_label(path: str) -> str:
    """The cell among others of its table: a total by its row alone."""
    column = column_label(path)
    if not column or (path.endswith(".total") and path.startswith("requests.")):
        return row_label(path)
    return f"{row_label(path)}{', ' if english() else '，'}{column}"


def named_label(name: str) -> str:
    """A cell that is known by its Chinese name."""
    path = _by_name().get(name)
    return cell_label(path) if path and english() else name


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {cell_name(path): path for form in FORMS.values() for path in form.paths}


def thing_label(what: str) -> str:
    """A rate or a cell."""
    if what in MEASURES:
        return _MEASURES[what] if english() else MEASURES[what].title
    return cell_label(what)


def definition(measure: str) -> str:
    """The cells a rate is made of."""
    if not english():
        return MEASURES[measure].definition()
    one = MEASURES[measure]
    over = " + ".join(map(cell_label, one.denominator)) + "".join(f" − {cell_label(path)}" for path in one.minus)
    return f"({' + '.join(map(cell_label, one.numerator))}) ÷ ({over})"


def group_label(group: str) -> str:
    """不予公开 and its like."""
    return _GROUPS[group] if english() else GROUPS[group][3:]


def state_label(state: str) -> str:
    """Why there is no number."""
    return {
        "blank": _("空白"),
        "not_applicable": _("写“/”"),
        "missing": _("没有读到"),
        "unreadable": _("认不出"),
        "no_report": _("没有报告"),
        "not_in_form": _("表中没有"),
    }.get(state, state)


def region_label(region: str | None) -> str:
    return region or _("全部地区")
