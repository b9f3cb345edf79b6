"""检查年报: files in, findings out. Nothing is kept; each page carries what the next step needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.checks import misfit
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai_web.reports.bench import Bench, answered, bench_from, bench_of, with_previous
from gongkai_web.reports.downloads import FILE_FORMS, download
from gongkai_web.reports.finishing import require_settled
from gongkai_web.reports.intake import read_one, take_in
from gongkai_web.reports.selectors import example, examples
from gongkai_web.reports.uploads import Upload, UploadError, accepted, safe_name, upload_limits, uploaded


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its reports, or the one thing that went wrong."""

    name: str
    benches: tuple[Bench, ...] = ()
    error: GongkaiError | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _start(request)
    files = request.FILES.getlist("files")
    if not files:
        error = UploadError(_("还没有选择文件"), _("请选择一份或几份年度报告"))
        return _start(request, error=error, status=422)
    first = _first_key(request)
    outcomes: list[Outcome] = []
    for file in files:
        outcomes.append(_outcome(file, first + sum(len(outcome.benches) for outcome in outcomes)))
    return _results(request, outcomes)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """The same report with answers, with last year's report, or open for editing."""
    try:
        bench = bench_from(request.POST)
    except GongkaiError as error:
        return _start(request, error=error, status=422)
    bench = answered(bench, request.POST)
    if request.POST.get("drop") == "previous":
        bench = with_previous(bench, None)
    elif request.POST.get("act") == "previous" or "previous_file" in request.FILES:
        return _compared(request, bench)
    return _bench(request, bench)


@require_POST
def take_away(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in FILE_FORMS:
        raise Http404
    try:
        bench = bench_from(request.POST)
    except GongkaiError as error:
        return _start(request, error=error, status=422)
    bench = answered(bench, request.POST)
    try:
        require_settled(bench.report, suffix, slips=list(bench.slips))
        return download(bench.report, suffix)
    except GongkaiError as error:
        return _bench(request, bench, error=error, status=422)


@require_GET
def try_example(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = example(slug)
    if chosen is None:
        raise Http404
    try:
        taken = take_in(Upload(chosen.file_name, bytes(chosen.content)))
    except GongkaiError as error:
        return _start(request, error=error, status=422)
    return _bench(request, bench_of(taken[0], "r1"))


def _compared(request: HttpRequest, bench: Bench) -> HttpResponse:
    try:
        return _bench(request, with_previous(bench, _last_years(request, bench)))
    except GongkaiError as error:
        return _bench(request, bench, error=error, status=422)


def _last_years(request: HttpRequest, bench: Bench) -> AnnualReport:
    """The report of the year before, of the same organ. Raises GongkaiError where it is another one."""
    upload = accepted(uploaded(request, "previous_file"))
    previous = read_one(upload)
    if reason := misfit(bench.report, previous):
        raise UploadError(
            _("这份文件不能用来核对两年衔接：%(reason)s") % {"reason": reason}, _("请换一份"), upload.name
        )
    return previous


def _outcome(file: UploadedFile[bytes], number: int) -> Outcome:
    try:
        taken = take_in(accepted(file))
    except GongkaiError as error:
        return Outcome(safe_name(file.name or ""), error=error)
    return Outcome(safe_name(file.name or ""), tuple(bench_of(t, f"r{n}") for n, t in enumerate(taken, number)))


def _first_key(request: HttpRequest) -> int:
    """Which number the first report gets, so that several answers can stand on one page."""
    asked = request.POST.get("first", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _start(request: HttpRequest, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    context = {"section": "check", "error": error, "examples": examples(), **upload_limits()}
    return render(
        request, _template(request, "reports/check_start.html", "reports/_error.html"), context, status=status
    )


def _results(request: HttpRequest, outcomes: list[Outcome]) -> HttpResponse:
    failed = all(outcome.error for outcome in outcomes)
    if len(outcomes) == 1 and not failed and len(outcomes[0].benches) == 1:
        return _bench(request, outcomes[0].benches[0])
    context = {"section": "check", "outcomes": outcomes, **upload_limits()}
    template = _template(request, "reports/check_results.html", "reports/_results.html")
    return render(request, template, context, status=422 if failed else 200)


def _bench(request: HttpRequest, bench: Bench, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    template = _template(request, "reports/check_bench.html", "reports/_bench.html")
    # A fragment is put in place where the person is; a whole page must find that place itself.
    context = {"section": "check", "bench": bench, "error": error, "fragment": template == "reports/_bench.html"}
    return render(request, template, context, status=status)


def _template(request: HttpRequest, page: str, fragment: str) -> str:
    """A script asks for the fragment; the same address without one is a whole page."""
    return fragment if request.headers.get("X-Requested-With") == "fetch" else page
