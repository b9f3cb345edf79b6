"""The pages of 检查年报: the start, one report, several. A script is given the part it puts in place, others the whole."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.errors import GongkaiError
from gongkai_web.reports.bench import Bench
from gongkai_web.reports.outcomes import Outcome
from gongkai_web.reports.selectors import examples
from gongkai_web.reports.uploads import upload_limits


def start_page(
    request: HttpRequest, *, error: GongkaiError | None = None, note: str = "", status: int = 200
) -> HttpResponse:
    context = {"section": "check", "error": error, "note": note, "examples": examples(), **upload_limits()}
    return render(
        request, template_for(request, "reports/check_start.html", "reports/_error.html"), context, status=status
    )


def results_page(request: HttpRequest, outcomes: Sequence[Outcome], **context: object) -> HttpResponse:
    """`context`: what else the page says, such as how long the results are kept."""
    failed = all(outcome.error for outcome in outcomes)
    if len(outcomes) == 1 and not failed and len(outcomes[0].benches) == 1:
        return bench_page(request, outcomes[0].benches[0], **context)
    context |= {"section": "check", "outcomes": outcomes, **upload_limits()}
    template = template_for(request, "reports/check_results.html", "reports/_results.html")
    return render(request, template, context, status=422 if failed else 200)


def bench_page(
    request: HttpRequest, bench: Bench, *, error: GongkaiError | None = None, status: int = 200, **context: object
) -> HttpResponse:
    # A fragment is put in place where the person is; a whole page must find that place itself.
    context |= {"section": "check", "bench": bench, "error": error, "fragment": is_script(request)}
    template = template_for(request, "reports/check_bench.html", "reports/_bench.html")
    return render(request, template, context, status=status)


def template_for(request: HttpRequest, page: str, fragment: str) -> str:
    """A script asks for the fragment; the same address without one is a whole page."""
    return fragment if is_script(request) else page


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def first_key(asked: str) -> int:
    """Which number the first report gets, so that several answers can stand on one page."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
