"""Rules that say what is wrong with a report: alone, or beside the report of the year before."""

from gongkai.checks import disputes, form, proactive, requests, rollup, sections, shares, text, wording, years
from gongkai.checks.case import Thresholds
from gongkai.checks.organs import same_organ
from gongkai.checks.registry import RULES, Needs, Rule
from gongkai.checks.run import check, check_roll_up, checked
from gongkai.checks.settings import Settings
from gongkai.checks.years import misfit
from gongkai.rulebook import SEVERITY_NAMES, SettingsError

FAMILIES = (form, sections, wording, proactive, requests, disputes, text, shares, years, rollup)
"""The modules of rules, one a family."""

__all__ = [
    "FAMILIES",
    "RULES",
    "SEVERITY_NAMES",
    "Needs",
    "Rule",
    "Settings",
    "SettingsError",
    "Thresholds",
    "check",
    "check_roll_up",
    "checked",
    "misfit",
    "same_organ",
]
