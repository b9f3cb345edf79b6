"""A campaign's organs outside the platform, and the county's zip: out and in."""

from __future__ import annotations

import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.views.common import SECTION, campaign_led
from gongkai_web.outside import packages
from gongkai_web.outside.forms import PackageForm
from gongkai_web.outside.kinds import State
from gongkai_web.outside.models import Handing
from gongkai_web.outside.registering import not_called
from gongkai_web.reports.downloads import attachment
from gongkai_web.reports.uploads import accepted

ZIP = "application/zip"


@require_safe
@login_required
def campaign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, _person = campaign_led(request, code, pk)
    return _page(request, found)


def _page(
    request: HttpRequest,
    found: Campaign,
    error: GongkaiError | None = None,
    status: int = 200,
    form: PackageForm | None = None,
    done: packages.Imported | None = None,
) -> HttpResponse:
    filings = list(found.filings.filter(organ=None))
    waiting = set(Handing.objects.filter(filing__in=filings, state=State.WAITING).values_list("filing", flat=True))
    about = {
        "organ": found.organ,
        "office_section": SECTION,
        "campaign": found,
        "filings": [(one, one.pk in waiting, one.submissions.filter(withdrawn_at=None).last()) for one in filings],
        "not_called": not_called(found),
        "accepted": len(packages.accepted_of(found)),
        "form": form or PackageForm(),
        "error": error,
        "done": done,
    }
    return render(request, "outside/campaign.html", about, status=status)


@require_POST
@login_required
def take_in(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What became of every organ is on the answer: taken again it changes nothing, and says the same."""
    found, person = campaign_led(request, code, pk)
    form = PackageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, status=422, form=form)
    try:
        upload = accepted(form.cleaned_data["file"])
        done = packages.take_in(
            by=person,
            campaign=found,
            stream=io.BytesIO(upload.data),
            name=upload.name,
            add=form.cleaned_data["add"],
            now=timezone.now(),
        )
    except GongkaiError as error:
        return _page(request, found, error, 422, form)
    return _page(request, found, done=done)


@require_POST
@login_required
def download(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A form: making it is in the log."""
    found, person = campaign_led(request, code, pk)
    try:
        data = packages.package(
            by=person,
            campaign=found,
            attachments="attachments" in request.POST,
            workbooks="workbooks" in request.POST,
            now=timezone.now(),
        )
    except GongkaiError as error:
        messages.error(request, str(error))
        return redirect("outside_campaign", code, pk)
    return attachment(data, f"{found.organ.name}{found.year}年年报交换包.zip", ZIP)
