"""What can be compared: the rates and the cells, in groups as a list of choices shows them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.corpus.measures import MEASURES
from gongkai.report.forms import DISPUTE_GROUPS
from gongkai_web.research.pages.organ import SETS
from gongkai_web.research.words import cell_label, thing_label

Choices = list[tuple[str, list[tuple[str, str]]]]


def choices() -> Choices:
    cells = {
        _("表三：申请"): SETS["outcomes"],
        _("表三：新收申请的申请人"): SETS["applicants"],
        _("表二：主动公开"): SETS["proactive"],
        _("表四：复议和诉讼"): tuple(path for path in SETS["disputes"] if path.split(".")[1] in DISPUTE_GROUPS),
    }
    rates = [(name, thing_label(name)) for name in MEASURES]
    return [
        (_("比率"), rates),
        *((label, [(path, cell_label(path)) for path in paths]) for label, paths in cells.items()),
    ]
