"""文书: the list, one letter, and what of it can be printed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.letters import to_docx, to_pdf
from gongkai_web.files.services import content
from gongkai_web.letters.approving import file_name
from gongkai_web.letters.filling import filled_of
from gongkai_web.letters.pages import TABS, letter_page, sheet
from gongkai_web.letters.proofs import proof_pdf
from gongkai_web.letters.rules import may_begin
from gongkai_web.letters.templates import template_of
from gongkai_web.letters.views.asking import SECTION, letter_of, looking, today
from gongkai_web.letters.views.files import DOCX, PDF, attached
from gongkai_web.vault.services import reveal as log_reveal


@require_safe
@login_required
def letters(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = looking(request, code)
    tab = request.GET.get("state", "")
    tab = tab if tab in TABS else "open"
    after = request.GET.get("after", "")
    before = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "tab": tab,
        "tabs": [(name, label) for name, (label, _) in TABS.items()],
        "sheet": sheet(organ, person, today(), tab, before),
        "is_first": before is None,
        "may_begin": may_begin(person, organ, today()),
    }
    return render(request, "letters/letters.html", shown)


@require_safe
@login_required
def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, found = letter_of(request, code, pk)
    return render(request, "letters/letter.html", letter_page(person, found, today()))


@require_POST
@never_cache
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The names in the open, once, for a stated reason that stands in the log."""
    person, found = letter_of(request, code, pk)
    try:
        with transaction.atomic():
            given = request.POST.get("reason", "")
            log_reveal(actor=person, what="文书里的姓名", reason=given, organ=code, target=f"letter:{found.pk}")
    except GongkaiError as error:
        shown = letter_page(person, found, today()) | {"error": error}
        return render(request, "letters/letter.html", shown, status=422)
    return render(request, "letters/letter.html", letter_page(person, found, today(), revealed=True))


@require_safe
@login_required
def preview(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """As it stands now: a draft by the default as PDF, by the organ's own template as docx, which needs no conversion."""
    person, found = letter_of(request, code, pk)
    kept = found.pdf or found.docx
    if kept:
        return redirect(kept.get_absolute_url() + "?inline=1")
    own = template_of(found.organ, found.code)
    try:
        filled = filled_of(found)
        if own and own.file:
            return attached(to_docx(filled, content(own.file)), DOCX, file_name(found, "docx"))
        return attached(to_pdf(filled), PDF, file_name(found, "pdf"), inline=True)
    except GongkaiError as error:
        return render(
            request, "letters/letter.html", letter_page(person, found, today()) | {"error": error}, status=422
        )


@require_safe
@login_required
def proof(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    _person, found = letter_of(request, code, pk)
    try:
        return attached(proof_pdf(found, today()), PDF, f"送达回证（{found.number or found.pk}）.pdf", inline=True)
    except GongkaiError as error:
        raise Http404(str(error)) from error
