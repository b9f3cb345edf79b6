"""设置 · 文书 · one letter: its fields, the default to download, an own template with its versions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.letters import FIELDS, Letter, default_template, fill, to_pdf
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.letters.template import needed_fields
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.models import Template
from gongkai_web.letters.templates import TemplateError, template_of, upload
from gongkai_web.letters.templates import bring_back as restore
from gongkai_web.letters.views.asking import configuring, kind_called
from gongkai_web.letters.views.files import DOCX, PDF, attached
from gongkai_web.organs.models import Organ

VERSIONS = 20


@login_required
def template(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    person, organ = configuring(request, code)
    chosen = kind_called(kind)
    if request.method != "POST":
        return _page(request, organ, chosen)
    try:
        given = request.FILES.get("file")
        if given is None:
            raise SendingError("还没有选文件", "请选择改好的 Word 文件（.docx）")
        upload(by=person, organ=organ, kind=chosen, name=given.name or "", data=given.read(), now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, chosen, error, status=422)
    messages.success(request, "已存入，以后的文书用这个模板。预览正在生成。")
    return redirect("letter_template", code, kind)


@require_safe
@login_required
def default(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    configuring(request, code)
    chosen = kind_called(kind)
    return attached(default_template(chosen), DOCX, f"{chosen.name}（模板）.docx")


@require_safe
@login_required
def preview(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The default, filled with an example. That of an own template is a file of its own."""
    configuring(request, code)
    chosen = kind_called(kind)
    filled = fill(chosen, sample_values(chosen), sample_occasion(chosen))
    return attached(to_pdf(filled), PDF, f"{chosen.name}（样张）.pdf", inline=True)


@require_POST
@login_required
def bring_back(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    person, organ = configuring(request, code)
    chosen, number = kind_called(kind), request.POST.get("number", "")
    try:
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise SendingError("没有这一版", "请刷新页面，在“改动记录”里选一版")
        restore(by=person, organ=organ, kind=chosen, number=int(number), now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, chosen, error, status=422)
    messages.success(request, "已改用默认模板。" if number == "0" else "已恢复。")
    return redirect("letter_template", code, kind)


def _page(
    request: HttpRequest, organ: Organ, kind: Letter, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    needed = needed_fields(kind)
    shown = {
        "organ": organ,
        "office_section": "settings",
        "kind": kind,
        "fields": [(FIELDS[name], name in needed) for name in kind.fields],
        "used": template_of(organ, kind.code),
        "versions": Template.objects.filter(organ=organ, code=kind.code).select_related("by", "file")[:VERSIONS],
        "error": error,
        "problems": error.problems if isinstance(error, TemplateError) else (),
    }
    return render(request, "letters/template.html", shown, status=status)
