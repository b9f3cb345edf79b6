"""事项: the list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai_web.publishing.forms.looking import LookingForm
from gongkai_web.publishing.listing import COUNTED, Tab, counts, listed, seen_by
from gongkai_web.publishing.rules import may_draft
from gongkai_web.publishing.views.asking import SECTION, today, working_in


@require_safe
@login_required
def items(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = working_in(request, code)
    seen = seen_by(person, organ, today())
    drafts = may_draft(person, organ, today())
    tab = _tab(request.GET.get("state", ""), Tab.DRAFT if drafts else Tab.IN_REVIEW)
    form = LookingForm(request.GET, organ=organ)
    page = listed(seen, tab, form.wanted, request.GET.get("after", ""))
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "form": form,
        "tab": tab,
        "tabs": [(one, number, number > COUNTED) for one, number in counts(seen).items()],
        "counted": COUNTED,
        "page": page,
        "is_first": not request.GET.get("after"),
        "drafts": drafts,
    }
    return render(request, "publishing/items.html", shown)


def _tab(given: str, first: Tab) -> Tab:
    return Tab(given) if given in Tab.values else first
