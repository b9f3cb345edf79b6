"""On the page of an item: where else it was put, in one click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.channels import services
from gongkai_web.channels.forms import PlaceForm
from gongkai_web.channels.panel import names_of, title_of
from gongkai_web.channels.views.common import SECTION, item_in, recorded_by
from gongkai_web.channels.views.recording import refused


@require_POST
@login_required
def place(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = recorded_by(request, code)
    item, error = item_in(organ, pk, person), None
    form = PlaceForm(request.POST, organ=organ)
    if form.is_valid():
        try:
            services.add(
                by=person,
                organ=organ,
                entry=form.entry(item, title_of(item), names_of(item, person)),
                now=timezone.now(),
                although_duplicate="although" in request.POST,
            )
        except GongkaiError as wrong:
            error = wrong
        else:
            messages.success(request, _("已登记在“%(channel)s”的公开") % {"channel": form.cleaned_data["channel"]})
            return redirect("item", code, pk)
    shown = {"organ": organ, "office_section": SECTION, "item": item, "form": form, "title": title_of(item)}
    return render(request, "channels/place.html", shown | refused(error), status=422)
