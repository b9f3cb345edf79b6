"""目录: all of an organ's, one as a table, one row, and those of the organs below."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.catalogues.coverage import coverage_of, in_force, total
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.exporting import workbook
from gongkai_web.catalogues.forms import NO_UNIT, AppliesForm, AssignForm, FilterForm, PeriodForm, ReasonForm
from gongkai_web.catalogues.links import writing_page
from gongkai_web.catalogues.models import Catalogue, Row
from gongkai_web.catalogues.rules import may_note, may_see, watches_any
from gongkai_web.catalogues.selectors import below, overdue_by_unit, with_what_is_shown
from gongkai_web.catalogues.services import assign, set_applies, settle_period
from gongkai_web.catalogues.showing import grouped, period_words, printed, shown_items
from gongkai_web.catalogues.views.asking import Asked, catalogue_in, keeping, row_in, seen
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Unit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@login_required
def catalogues(request: HttpRequest, code: str) -> HttpResponse:
    """Every catalogue with its coverage; who is only a supervisor here looks at the organs below."""
    if _only_watches(request, code):
        return redirect("catalogues_below", code=code)
    asked = seen(request, code)
    filled = coverage_of(in_force(asked.organ, asked.day), asked.span, asked.day)
    return asked.page(
        "catalogues",
        filled=filled,
        whole=total(filled),
        late=overdue_by_unit(asked.organ, asked.day),
        ended=asked.organ.catalogues.exclude(pk__in=[one.catalogue.pk for one in filled]),
        watches=watches_any(asked.person, asked.organ, asked.day),
    )


def _only_watches(request: HttpRequest, code: str) -> bool:
    person, day, organ = person_of(request), timezone.localdate(), get_object_or_404(Organ, code=code)
    return watches_any(person, organ, day) and not may_see(person, organ, day)


@require_safe
@login_required
def organs_below(request: HttpRequest, code: str) -> HttpResponse:
    """One line an organ that is watched over, the worst filled first."""
    person, organ, day = person_of(request), organ_of(request, code), timezone.localdate()
    allowed(watches_any(person, organ, day))
    asked = Asked(request, person, organ, day, works=True, keeps=False)
    return asked.page("below", below=below(organ, asked.span, day))


@require_safe
@login_required
def catalogue(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    asked = seen(request, code)
    return _table(asked, pk)


def _table(asked: Asked, pk: int, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    chosen = catalogue_in(asked, pk)
    filled = coverage_of([chosen], asked.span, asked.day)[0]
    form = FilterForm(asked.request.GET, organ=asked.organ)
    wanted = form.wanted()
    states = [state for state in filled.rows if wanted.keeps(state)]
    return asked.page(
        "catalogue",
        status,
        catalogue=chosen,
        coverage=filled.coverage,
        groups=grouped(states),
        shown=len(states),
        all=len(filled.rows),
        filter=form,
        filtered=form.is_set,
        assign=AssignForm(organ=asked.organ),
        reason=ReasonForm(),
        edition=chosen.versions.first(),
        writing=writing_page(asked.organ),
        error=error,
    )


@require_POST
@login_required
def change_rows(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Of the rows that were ticked, or all that the filter shows: give them to a unit, or say that there are none."""
    asked = keeping(request, code)
    chosen = catalogue_in(asked, pk)
    keys = _chosen(asked, chosen)
    try:
        done = _change(asked, chosen, keys)
    except GongkaiError as error:
        return _table(asked, pk, error, 422)
    messages.success(request, done)
    return redirect(f"{request.path.removesuffix('change/')}?{request.GET.urlencode()}")


def _chosen(asked: Asked, catalogue: Catalogue) -> list[int]:
    given = asked.request.POST
    if not given.get("everything"):
        return [int(key) for key in given.getlist("row") if key.isdecimal()]
    wanted = FilterForm(asked.request.GET, organ=asked.organ).wanted()
    states = coverage_of([catalogue], asked.span, asked.day)[0].rows
    return [state.row.pk for state in states if wanted.keeps(state)]


def _change(asked: Asked, catalogue: Catalogue, keys: list[int]) -> str:
    given = {"by": asked.person, "catalogue": catalogue, "rows": keys, "day": asked.day}
    act = asked.request.POST.get("act", "")
    if act in ("none", "some"):
        reason = asked.request.POST.get("reason", "")[:200]
        number = set_applies(**given, applies=act == "some", reason=reason)
        said = _("已把 %(number)s 项改为计入覆盖率。") if act == "some" else _("已把 %(number)s 项改为不计入覆盖率。")
        return said % {"number": number}
    unit = _unit(AssignForm(asked.request.POST, organ=asked.organ))
    number = assign(**given, unit=unit)
    name = unit.name if unit else _("不指定站所")
    return _("已把 %(number)s 项事项改为：%(unit)s。") % {"number": number, "unit": name}


def _unit(form: AssignForm) -> Unit | None:
    if not form.is_valid():
        raise CatalogueActError(_("没有选由哪个站所（科室）负责"), _("请在表下面选择，再按“指定”"))
    to = form.cleaned_data["to"]
    return None if to == NO_UNIT else Unit.objects.get(pk=to)


@login_required
def row(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One row: what is printed, what stands on it, its duties; for the keeper, whether it applies and until when."""
    asked = seen(request, code)
    chosen = row_in(asked, pk)
    if request.method != "POST":
        return _row(asked, chosen)
    allowed(asked.keeps)
    act = request.POST.get("act", "")
    form: Any = PeriodForm(request.POST) if act == "period" else AppliesForm(request.POST)
    forms = {"period_form" if act == "period" else "applies_form": form}
    if not form.is_valid():
        return _row(asked, chosen, status=422, **forms)
    try:
        if act == "period":
            settle_period(by=asked.person, row=chosen, period=form.period(chosen.period_text), day=asked.day)
        else:
            set_applies(by=asked.person, catalogue=chosen.catalogue, rows=[pk], day=asked.day, **form.cleaned_data)
    except GongkaiError as error:
        return _row(asked, row_in(asked, pk), status=422, error=error, **forms)
    messages.success(request, _("已保存。"))
    return redirect("catalogue_row", code=code, pk=pk)


def _row(asked: Asked, chosen: Row, status: int = 200, **more: Any) -> HttpResponse:
    items, more_items = shown_items(chosen, asked.works)
    given = {
        "row": chosen,
        "printed": printed(chosen),
        "counted": period_words(chosen.period),
        "writing": writing_page(asked.organ),
        "items": items,
        "more_items": more_items,
        "duties": with_what_is_shown(chosen.duties.all()).order_by("-arose_on", "-pk")[:20],
        "may_note": asked.works and may_note(asked.person, chosen, asked.day),
        "applies_form": AppliesForm(initial={"applies": chosen.applies, "reason": chosen.applies_reason}),
        "period_form": PeriodForm(initial=PeriodForm.of(chosen.period)),
    }
    return asked.page("row", status, **(given | more))


@require_safe
@login_required
def export(request: HttpRequest, code: str) -> HttpResponse:
    """All the catalogues in force, each a sheet, with the coverage of the year."""
    asked = seen(request, code)
    filled = coverage_of(in_force(asked.organ, asked.day), asked.span, asked.day)
    data = workbook(asked.organ, filled, asked.span, asked.day)
    response = HttpResponse(data, content_type=_XLSX)
    name = f"{asked.organ.name}公开目录{asked.span.name}.xlsx"
    response.headers["Content-Disposition"] = _attachment(name)
    return response


def _attachment(name: str) -> str:
    return f"attachment; filename=\"catalogues.xlsx\"; filename*=UTF-8''{quote(name)}"
