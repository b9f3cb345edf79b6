"""How the export of an organ's column stands, and what is done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.export import services
from gongkai_web.export.errors import ExportError
from gongkai_web.export.forms import ArrangeForm, ConfirmForm
from gongkai_web.export.keys import public_pem, signing_key
from gongkai_web.export.locking import is_running
from gongkai_web.export.models import Site
from gongkai_web.export.packing import packed
from gongkai_web.export.rules import may_export
from gongkai_web.export.selectors import last_done, must_be_exported_first, sites_of, waiting
from gongkai_web.export.theme import FOOT, HEAD, STYLE
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item


@login_required
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The page; sent, it asks for a run."""
    organ, person = _exporter(request, code)
    if request.method != "POST":
        return _page(request, organ)
    try:
        services.ask(by=person, organ=organ, now=timezone.now(), everything="everything" in request.POST)
    except GongkaiError as error:
        return _page(request, organ, error, 422)
    messages.success(request, _("已经开始，几秒钟以后刷新这一页看结果"))
    return redirect("export", code)


@require_POST
@login_required
def arrange(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = _exporter(request, code)
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, status=422, arrange=form)
    try:
        services.arrange(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, error, 422, arrange=form)
    messages.success(request, _("已保存"))
    return redirect("export", code)


@require_POST
@login_required
def confirm(request: HttpRequest, code: str, site: int, item: int) -> HttpResponse:
    organ, person = _exporter(request, code)
    chosen = get_object_or_404(Site.objects.select_related("organ"), pk=site, organ=organ)
    gone = get_object_or_404(Item, pk=item, organ=organ)
    try:
        services.confirm(by=person, site=chosen, item=gone, who=request.POST.get("who", ""), now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, error, 422)
    messages.success(request, _("已记下县网站的确认"))
    return redirect("export", code)


@require_safe
@login_required
def download(request: HttpRequest, code: str) -> HttpResponseBase:
    """The whole folder as one file, for whoever carries it over by hand."""
    organ, _person = _exporter(request, code)
    site = services.own_site(organ)
    if last_done(site) is None:
        return _page(request, organ, ExportError("还没有导出过", "请先导出一次"), 422)
    if is_running(site) or must_be_exported_first(site):
        return _page(request, organ, ExportError("正在导出，或者有撤回的信息还没有重新导出", "请导出完成后再下载"), 422)
    name = f"{organ.name}政府信息公开.zip"
    return FileResponse(packed(site.folder), as_attachment=True, filename=name, content_type="application/zip")


def _exporter(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_export(person, organ, timezone.localdate()))
    return organ, person


def _page(
    request: HttpRequest, organ: Organ, error: GongkaiError | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    site, theme = services.own_site(organ), services.theme_of_own(organ)
    shown = {
        "organ": organ,
        "office_section": "settings",
        "site": site,
        "runs": site.runs.select_related("by")[:10] if site.pk else (),
        "done": last_done(site),
        "running": site.pk is not None and (is_running(site) or site.wanted_at is not None),
        "waiting": waiting(sites_of(organ)),
        "theme": theme,
        "theme_files": [name for name in (HEAD, FOOT, STYLE) if (theme / name).exists()],
        "public_key": public_pem(signing_key()).decode(),
        "arrange": ArrangeForm(initial={"automatic": site.automatic, "address": site.address}),
        "confirm": ConfirmForm(auto_id=False),
        "error": error,
    }
    return render(request, "export/export.html", shown | more, status=status)
