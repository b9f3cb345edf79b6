"""Table four of a year with the records behind each number, and the register."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.audit.services import record
from gongkai_web.channels.workbooks import XLSX
from gongkai_web.disputes.registers import HEADS, SHOWN, lines_of, workbook
from gongkai_web.disputes.rules import may_handle
from gongkai_web.disputes.statistics import GROUPS, RESULTS, left_out, result_of, table_four, years_of
from gongkai_web.disputes.views.common import SECTION, handled_organ, looked_at, status_of
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ, Person
from gongkai_web.vault.services import reveal


@require_safe
@login_required
def numbers(request: HttpRequest, code: str, number: int) -> HttpResponse:
    organ, _ = looked_at(request, code)
    allowed(MINYEAR <= number < MAXYEAR)
    table = table_four(organ, number)
    group, _, result = request.GET.get("cell", "").partition(".")
    chosen = group in GROUPS and result in RESULTS
    records = table.of(group, result) if chosen else list(table.records)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": number,
        "years": years_of(organ, timezone.localdate().year),
        "groups": [
            (name, label, [(key, name_, table.count(name, key)) for key, name_ in RESULTS.items()])
            for name, label in GROUPS.items()
        ],
        "cell": f"{group}.{result}" if chosen else "",
        "cell_name": f"{GROUPS[group]}，{RESULTS[result]}" if chosen else "",
        "records": [(one, RESULTS[result_of(one, number)]) for one in records],
        "left_out": list(left_out(organ, number)),
    }
    return render(request, "disputes/numbers.html", shown)


@require_safe
@login_required
def register(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """On paper; names masked."""
    organ, person = looked_at(request, code)
    allowed(MINYEAR <= number < MAXYEAR)
    return _register_page(request, organ, person, number)


def _register_page(
    request: HttpRequest, organ: Organ, person: Person, number: int, error: GongkaiError | None = None
) -> HttpResponse:
    today = timezone.localdate()
    lines = lines_of(organ, number, today, named=False)[1:]
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "year": number,
        "years": years_of(organ, today.year),
        "heads": [HEADS[place] for place in SHOWN],
        "lines": [[line[place] for place in SHOWN] for line in lines],
        "handles": may_handle(person, organ, today),
        "error": error,
    }
    return render(request, "disputes/register.html", shown, status=status_of(error))


@never_cache
@login_required
def register_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Masked for whoever opens the link; with the names in the open by a reason that stands in the log."""
    organ, person = handled_organ(request, code)
    allowed(MINYEAR <= number < MAXYEAR)
    named = request.method == "POST"
    try:
        with transaction.atomic():
            if named:
                what, reason = f"{number}年复议诉讼台账的当事人", request.POST.get("reason", "")
                reveal(actor=person, what=what, reason=reason, organ=code)
            data = workbook(organ, number, timezone.localdate(), named=named)
            record(key="dispute.register_taken", actor=person, organ=organ.code, number=f"{number}年", named=named)
    except GongkaiError as error:
        return _register_page(request, organ, person, number, error)
    name = quote(f"{organ.name}{number}年复议诉讼台账.xlsx", safe="")
    headers = {"Content-Disposition": f"attachment; filename=\"disputes.xlsx\"; filename*=UTF-8''{name}"}
    return HttpResponse(data, content_type=XLSX, headers=headers)
