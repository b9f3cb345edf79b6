"""Several records at once: all of them are kept, or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from gongkai.errors import GongkaiError
from gongkai_web.channels.errors import ChannelError, RowsError
from gongkai_web.channels.forms import MORE, MOST, ROWS, RowForm
from gongkai_web.channels.services import add_many
from gongkai_web.channels.views.common import SECTION, recorded_by
from gongkai_web.organs.models import Organ

Rows = BaseFormSet  # type: ignore[type-arg]
"""Lines of `RowForm`."""


@login_required
def several(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = recorded_by(request, code)
    if request.method != "POST":
        return _page(request, organ, _rows(organ, None, ROWS))
    if "more" in request.POST:
        return _page(request, organ, _with_more(organ, request))
    rows = _rows(organ, request.POST, _asked(request))
    if not rows.is_valid():
        return _page(request, organ, rows, checked=True, status=422)
    filled = [row for row in rows if row.has_changed()]
    although = {place for place, row in enumerate(filled) if f"{row.prefix}-although" in request.POST}
    try:
        if not filled:
            raise ChannelError("还没有填一行", "请至少填一行：日期、渠道、名称")
        entries = [row.entry() for row in filled]
        kept = add_many(by=person, organ=organ, entries=entries, now=timezone.now(), although=although)
    except ChannelError as error:
        for place, wrong in error.rows.items() if isinstance(error, RowsError) else ():
            filled[place].refused = wrong
        return _page(request, organ, rows, error, checked=True, status=422)
    messages.success(request, ngettext("已登记 %(n)d 条", "已登记 %(n)d 条", len(kept)) % {"n": len(kept)})
    return redirect("channel_records", code)


def _with_more(organ: Organ, request: HttpRequest) -> Rows:
    """What is typed so far, and some empty lines more."""
    count = min(MOST, _asked(request) + MORE)
    given = request.POST.copy()
    given["form-TOTAL_FORMS"] = str(count)
    return _rows(organ, given, count)


def _rows(organ: Organ, given: Any, count: int) -> Rows:
    made = formset_factory(RowForm, extra=count, max_num=MOST, absolute_max=MOST)
    return made(given, form_kwargs={"organ": organ})


def _asked(request: HttpRequest) -> int:
    said = request.POST.get("form-TOTAL_FORMS", "")
    return min(MOST, int(said)) if said.isascii() and said.isdigit() else ROWS


def _page(
    request: HttpRequest,
    organ: Organ,
    rows: Rows,
    error: GongkaiError | None = None,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`checked`: the lines have been looked at, so what is wrong with them is said."""
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "rows": rows,
        "checked": checked,
        "error": error,
        "may_grow": rows.total_form_count() < MOST,
    }
    return render(request, "channels/several.html", shown, status=status)
