"""不公开登记: what is withheld, and the periodic assessment whether it still has to be."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.publishing.drafting import open_revision
from gongkai_web.publishing.forms.withholding import ReassessForm
from gongkai_web.publishing.listing import COUNTED, bounded, seen_by
from gongkai_web.publishing.models import Reassessment, Withholding
from gongkai_web.publishing.practice import practice_of
from gongkai_web.publishing.rules import may_release, may_see
from gongkai_web.publishing.views.asking import today, working_in
from gongkai_web.publishing.withholding import reassess as keep_assessment
from gongkai_web.publishing.withholding import withheld as withheld_of

PAGE = 50


@require_safe
@login_required
def withheld(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = working_in(request, code)
    rows = withheld_of(organ).filter(item__in=seen_by(person, organ, today()))
    given = request.GET.get("page", "")
    number = max(1, min(int(given), COUNTED // PAGE)) if given.isdigit() and len(given) < 6 else 1
    page = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    shown = {
        "organ": organ,
        "office_section": "withheld",
        "rows": page[:PAGE],
        "count": bounded(rows),
        "counted": COUNTED,
        "number": number,
        "more": len(page) > PAGE and number < COUNTED // PAGE,
        "overdue": bounded(rows.filter(review_on__lt=today())),
        "today": today(),
        "months": practice_of(organ).review_months,
        "assesses": may_release(person, organ, today()),
    }
    return render(request, "publishing/withheld.html", shown)


@login_required
def reassess(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, organ = working_in(request, code)
    rows = Withholding.objects.select_related("item__organ", "item__unit", "revision__column")
    found = get_object_or_404(rows, pk=pk, item__organ=organ, ended_on=None)
    allowed(may_release(person, organ, today()) and may_see(person, found.item, today()))
    if request.method != "POST":
        return _page(request, found, ReassessForm())
    form = ReassessForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    result = Reassessment.Result(form.cleaned_data["result"])
    try:
        keep_assessment(
            by=person, withholding=found, result=result, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except GongkaiError as error:
        return _page(request, found, form, error=error, status=422)
    if result is Reassessment.Result.STAYS:
        messages.success(request, _("已记下评估结果，下次评估的日期已经往后推。"))
        return redirect("withheld", code=code)
    messages.success(request, _("已记下评估结果，并且开始了一份新稿，改好后提交审核。"))
    return redirect("item", code=code, pk=found.item_id)


def _page(
    request: HttpRequest,
    found: Withholding,
    form: ReassessForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "organ": found.item.organ,
        "office_section": "withheld",
        "one": found,
        "form": form,
        "error": error,
        "correcting": open_revision(found.item),
        "before": found.reassessments.select_related("by")[:20],
    }
    return render(request, "publishing/reassess.html", shown, status=status)
