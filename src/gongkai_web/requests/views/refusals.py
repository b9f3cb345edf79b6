"""The yearly review of refusals on a page, to be printed, and as a workbook."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.forms import Form
from gongkai_web.mailbox.workbook import MEDIA
from gongkai_web.requests.forms import text
from gongkai_web.requests.models import RefusalReview
from gongkai_web.requests.reviewing import BASIS, HEADS, refused, review, sheet, workbook
from gongkai_web.requests.views.common import SECTION, handled_organ


class ReviewForm(Form):
    result = forms.ChoiceField(label="评估结果", choices=RefusalReview.Result.choices, widget=forms.RadioSelect)
    reason = text("理由", 500, rows=3, hint="为什么继续不公开，或者什么情况变了")


@require_safe
@login_required
def refusals(request: HttpRequest, code: str) -> HttpResponse:
    organ, _ = handled_organ(request, code)
    today, year = timezone.localdate(), _year(request)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "sheet": sheet(organ, year),
        "heads": HEADS,
        "years": range(today.year, today.year - 5, -1),
        "basis": BASIS,
    }
    return render(request, "requests/refusals.html", shown)


@require_safe
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    organ, _ = handled_organ(request, code)
    year = _year(request)
    answer = HttpResponse(workbook(organ, year), content_type=MEDIA)
    name = f"{organ.name}{year}年不予公开信息评估审查.xlsx"
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return answer


@login_required
def refusal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One of them; what may be published leads on to a draft."""
    organ, person = handled_organ(request, code)
    year = _year(request)
    found = get_object_or_404(refused(organ, year).select_related("organ"), pk=pk)
    before = RefusalReview.objects.filter(request=found, year=year).first()
    initial = {"result": before.result, "reason": before.reason} if before else {}
    form, error = ReviewForm(request.POST or None, initial=initial), None
    back = f"{reverse('refusals', args=[code])}?year={year}"
    if request.method == "POST" and form.is_valid():
        try:
            made = review(by=person, request=found, year=year, now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refusal:
            error = refusal
        else:
            messages.success(request, "已记下评估结果。")
            publishes = made.result == RefusalReview.Result.PUBLISH and not found.published_as.exists()
            return redirect(f"{reverse('item_new', args=[code])}?request={found.pk}" if publishes else back)
    earlier = found.refusal_reviews.exclude(year=year).select_related("by").order_by("-year")
    shown = {"organ": organ, "office_section": SECTION, "case": found, "form": form, "error": error, "year": year}
    shown |= {"back": back, "earlier": earlier}
    return render(request, "requests/refusal.html", shown, status=422 if request.method == "POST" else 200)


def _year(request: HttpRequest) -> int:
    given, this = request.GET.get("year", ""), timezone.localdate().year
    return int(given) if given.isascii() and given.isdigit() and len(given) == 4 and int(given) <= this else this
