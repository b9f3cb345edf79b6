"""The whole tables, to be asked with the reader's own programs: no question of SQL is answered over the internet."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.corpus.extract import TABLES
from gongkai.corpus.extract.columns import readme
from gongkai_web.research.errors import BusyError, ResearchError
from gongkai_web.research.limits import WHOLE, count_download, turn
from gongkai_web.research.shelf import Shelf, shelf
from gongkai_web.research.views import around, refused
from gongkai_web.research.words import table_label


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What can be taken, from which part, how large."""
    try:
        with turn():
            found = shelf(timezone.now())
    except ResearchError as error:
        return refused(request, "data", error)
    if found is None:
        return render(request, "research/nothing.html", around(request) | {"name": "data"})
    return render(request, "research/data.html", around(request) | {"name": "data", "parts": _parts(found)})


def _parts(found: Shelf) -> list[dict[str, Any]]:
    titles = {"platform": _("在本平台公布的报告"), "corpus": _("另外读入的报告")}
    return [
        {
            "title": titles[part],
            "readme": reverse("research_readme", args=[part]),
            "tables": [
                {
                    "name": name,
                    "means": table_label(name),
                    "url": reverse("research_table", args=[part, name]),
                    "bytes": (folder / f"{name}.parquet").stat().st_size,
                }
                for name in TABLES
            ],
        }
        for part, folder in found.folders.items()
    ]


def _of(part: str) -> Shelf:
    found = shelf(timezone.now())
    if found is None or part not in found.folders:
        raise Http404
    return found


@require_safe
def table(request: HttpRequest, part: str, name: str) -> HttpResponse | FileResponse:
    """One table as it lies there; not while it still holds what was recalled."""
    found = _of(part)
    if name not in TABLES:
        raise Http404
    try:
        if part == "platform" and found.gone:
            raise BusyError(_("数据正在更新"), _("有报告刚刚撤回或者更正，请过几分钟再下载"))
        count_download(request, WHOLE)
    except ResearchError as error:
        return refused(request, "data", error)
    file = (found.folders[part] / f"{name}.parquet").open("rb")
    response = FileResponse(file, as_attachment=True, filename=f"{part}-{name}.parquet")
    response.headers["Content-Type"] = "application/vnd.apache.parquet"
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def about(request: HttpRequest, part: str) -> HttpResponse:
    """The dictionary of the tables."""
    found = _of(part)
    with turn():
        text = readme(found.extract, found.folders[part])
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{part}-README.md"'
    return response
