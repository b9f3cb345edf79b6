"""卷宗和表单 of a request: what was made, ordering one more, fetching it, printing a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.dossiers import filled
from gongkai_web.dossiers.contents import notes_of
from gongkai_web.dossiers.errors import ChangedError
from gongkai_web.dossiers.forms import OrderForm, lines_of
from gongkai_web.dossiers.kinds import Purpose, State
from gongkai_web.dossiers.models import Dossier
from gongkai_web.dossiers.ordering import KEPT, addressee, offered, order, take
from gongkai_web.letters.kinds import GONE
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.views.files import PDF, attached
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import SUBJECT
from gongkai_web.requests.views.common import SECTION, handled_case, version_of
from gongkai_web.vault.services import reveal

_SHOWN = 20
FORMS: Mapping[str, tuple[str, Callable[[Request], bytes]]] = {
    "application": ("政府信息公开申请表", filled.application),
    "registration": ("登记表", filled.registration),
    "approval": ("审查呈批单", filled.approval),
    "search": ("检索记录", filled.search),
    "flow": ("办理流程图", lambda case: filled.flow(case, timezone.localdate())),
}


@require_safe
@never_cache
@login_required
def dossiers(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    return _page(request, case, person)


def _page(request: HttpRequest, case: Request, person: Person, error: GongkaiError | None = None) -> HttpResponse:
    now = timezone.now()
    made = list(case.dossiers.select_related("by")[:_SHOWN])
    letters = OutgoingLetter.objects.filter(subject_kind=SUBJECT, subject_id=case.pk, state__in=GONE)
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "made": [(one, one.state == State.DONE and one.expires_at > now) for one in made],
        "under_way": any(one.state in (State.WAITING, State.RUNNING) for one in made),
        "purposes": Purpose.choices,
        "forms": [(name, title) for name, (title, _) in FORMS.items()],
        "letters": letters.order_by("pk"),
        "notes": notes_of(case),
        "hours": int(KEPT.total_seconds() // 3600),
        "error": error,
    }
    return render(request, "dossiers/dossiers.html", shown, status=422 if error else 200)


@never_cache
@login_required
def new(request: HttpRequest, code: str, pk: int, purpose: str) -> HttpResponse:
    """The list of what will be in it, to look at, and for others than the archive to choose from."""
    case, person = handled_case(request, code, pk)
    if purpose not in Purpose.values:
        raise Http404
    wanted = Purpose(purpose)
    given = request.POST if request.method == "POST" else None
    form, error = OrderForm(given, initial={"to": addressee(case, wanted)}), None
    for_archive = wanted == Purpose.ARCHIVE
    documents = offered(case, wanted)
    if given is not None and (for_archive or form.is_valid()):
        try:
            order(
                by=person,
                request=case,
                version=version_of(request),
                purpose=wanted,
                to="" if for_archive else form.cleaned_data["to"],
                chosen=given.getlist("take"),
                proves={one.key: given.get(f"proves_{one.key}", "") for one in documents},
                now=timezone.now(),
            )
            return redirect("request_dossiers", code, pk)
        except GongkaiError as refused:
            error = refused
            if isinstance(error, ChangedError):
                case.refresh_from_db()
                documents = offered(case, wanted)
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "purpose": wanted,
        "for_archive": for_archive,
        "form": form,
        "lines": list(lines_of(documents, wanted, given)),
        "notes": notes_of(case),
        "error": error,
    }
    status = 200 if given is None else 409 if isinstance(error, ChangedError) else 422
    return render(request, "dossiers/new.html", shown, status=status)


@require_POST
@never_cache
@login_required
def file(request: HttpRequest, code: str, pk: int, dossier: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    found = get_object_or_404(Dossier.objects.select_related("request__organ"), pk=dossier, request=case)
    try:
        pdf = take(by=person, dossier=found, now=timezone.now())
    except GongkaiError as error:
        return _page(request, case, person, error)
    return attached(pdf, PDF, f"{case.number}卷宗（{found.get_purpose_display()}）.pdf")


@require_POST
@never_cache
@login_required
def sheet(request: HttpRequest, code: str, pk: int, name: str) -> HttpResponse:
    """One form, filled; it shows personal data in the open, and that is in the log."""
    case, person = handled_case(request, code, pk)
    if name not in FORMS:
        raise Http404
    title, make = FORMS[name]
    reveal(actor=person, what=title, reason=f"打印{title}", organ=code, target=f"request:{case.pk}")
    return attached(make(case), PDF, f"{case.number}{title}.pdf", inline=True)
