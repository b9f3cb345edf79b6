"""检查年报: files in, findings out. Only what takes long waits on the server; each page carries what the next step needs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.checks import misfit
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai_web.reports.bench import Bench, answered, bench_from, bench_of, with_previous
from gongkai_web.reports.downloads import FILE_FORMS, download
from gongkai_web.reports.finishing import require_settled
from gongkai_web.reports.intake import take_in
from gongkai_web.reports.outcomes import outcomes_of, receive_all
from gongkai_web.reports.selectors import example
from gongkai_web.reports.single import read_one
from gongkai_web.reports.uploads import Upload, UploadError, accepted, uploaded
from gongkai_web.reports.views.answers import bench_page, first_key, results_page, start_page
from gongkai_web.reports.views.queue import put_in_queue


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return start_page(request)
    files = request.FILES.getlist("files")
    if not files:
        error = UploadError(_("还没有选择文件"), _("请选择一份或几份年度报告"))
        return start_page(request, error=error, status=422)
    received = receive_all(files, together=request.POST.get("together") == "yes")
    if any(file.slow for file in received):
        return put_in_queue(request, received)
    return results_page(request, outcomes_of(received, first_key(request.POST.get("first", ""))))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """The same report with answers, with last year's report, or open for editing."""
    try:
        bench = bench_from(request.POST)
    except GongkaiError as error:
        return start_page(request, error=error, status=422)
    bench = answered(bench, request.POST)
    if request.POST.get("drop") == "previous":
        bench = with_previous(bench, None)
    elif request.POST.get("act") == "previous" or "previous_file" in request.FILES:
        return _compared(request, bench)
    return bench_page(request, bench)


@require_POST
def take_away(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in FILE_FORMS:
        raise Http404
    try:
        bench = bench_from(request.POST)
    except GongkaiError as error:
        return start_page(request, error=error, status=422)
    bench = answered(bench, request.POST)
    try:
        require_settled(bench.report, suffix, slips=list(bench.slips))
        return download(bench.report, suffix)
    except GongkaiError as error:
        return bench_page(request, bench, error=error, status=422)


@require_GET
def try_example(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = example(slug)
    if chosen is None:
        raise Http404
    try:
        taken = take_in(Upload(chosen.file_name, bytes(chosen.content)))
    except GongkaiError as error:
        return start_page(request, error=error, status=422)
    return bench_page(request, bench_of(taken[0], "r1"))


def _compared(request: HttpRequest, bench: Bench) -> HttpResponse:
    try:
        return bench_page(request, with_previous(bench, _last_years(request, bench)))
    except GongkaiError as error:
        return bench_page(request, bench, error=error, status=422)


def _last_years(request: HttpRequest, bench: Bench) -> AnnualReport:
    """The report of the year before, of the same organ. Raises GongkaiError where it is another one."""
    upload = accepted(uploaded(request, "previous_file"))
    previous = read_one(upload)
    if reason := misfit(bench.report, previous):
        raise UploadError(
            _("这份文件不能用来核对两年衔接：%(reason)s") % {"reason": reason}, _("请换一份"), upload.name
        )
    return previous
