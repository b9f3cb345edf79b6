"""The board, taking a request in, one request, its personal data, its papers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.procedure.receipt import Channel
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests import services
from gongkai_web.requests.beside import marks_of
from gongkai_web.requests.board import TABS, Asked, board
from gongkai_web.requests.clockwork import tone_of, words_of
from gongkai_web.requests.deriving import CLOCK_NAMES
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.forms import ApplicantForm, ContentForm, IntakeForm
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Request
from gongkai_web.requests.rules import may_handle
from gongkai_web.requests.services.keeping import keep_paper
from gongkai_web.requests.views.common import SECTION, case_in, case_page, handled_case, handled_organ, looked_at
from gongkai_web.vault.services import reveal as log_reveal


@require_safe
@login_required
def requests(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = looked_at(request, code)
    today, asked = timezone.localdate(), _asked(request)
    found = board(person, organ, asked, today)
    marks = marks_of(organ, [one.pk for one in found.rows])
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "asked": asked,
        "board": found,
        "tabs": [(key, label, found.counts[key]) for key, label in TABS.items()],
        "rows": [(one, _next(one), *_words(one, today), marks.get(one.pk, ())) for one in found.rows],
        "units": organ.units.filter(ended_on=None),
        "handles": may_handle(person, organ, today),
        "tab": TABS[asked.tab],
    }
    return render(request, "requests/board.html", shown)


def _next(one: Request) -> str:
    return CLOCK_NAMES.get(one.next_what, "")


def _words(one: Request, today: object) -> tuple[str, str]:
    day = timezone.localdate()
    if not one.is_open:
        return "", "ended"
    return words_of(one.next_on, day), tone_of(one.next_on, day)


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    tab = given.get("tab", "open")
    return Asked(
        tab=tab if tab in TABS else "open",
        words=given.get("words", "").strip()[:100],
        unit=_number(given.get("unit", "")),
        page=_number(given.get("page", "")) or 1,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A request that came over the counter, by post, fax or e-mail, or was spoken."""
    organ, person = handled_organ(request, code)
    given = request.POST if request.method == "POST" else None
    intake = IntakeForm(given, initial={"channel": "counter", "arrived_on": timezone.localdate()})
    applicant = ApplicantForm(given, initial={"category": "natural_person"})
    content = ContentForm(given)
    error: GongkaiError | None = None
    if given is not None and all([intake.is_valid(), applicant.is_valid(), content.is_valid()]):
        try:
            made = _register(person, organ, intake, applicant, content)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已登记，编号 {made.number}")
            return redirect("request", code, made.pk)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "intake": intake,
        "applicant": applicant,
        "content": content,
        "error": error,
    }
    return render(request, "requests/new.html", shown, status=422 if given is not None else 200)


def _register(
    person: Person, organ: Organ, intake: IntakeForm, applicant: ApplicantForm, content: ContentForm
) -> Request:
    said = dict(intake.cleaned_data)
    how = services.Intake(channel=Channel(said.pop("channel")), **said)
    return services.register(
        by=person,
        organ=organ,
        applicant=applicant.data_of(),
        content=content.data_of(),
        intake=how,
        now=timezone.now(),
    )


@require_safe
@login_required
def case(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = case_in(request, code, pk)
    return case_page(request, found, person)


@require_POST
@never_cache
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The applicant's data in the open, once, for a stated reason that stands in the log."""
    found, person = handled_case(request, code, pk)
    try:
        _reveal(found, person, "申请人的个人信息", request.POST.get("reason", ""))
    except GongkaiError as error:
        return case_page(request, found, person, error)
    return case_page(request, found, person, revealed=True)


@require_POST
@never_cache
@login_required
def printed(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The request as a form to sign: of an oral request, or for the file."""
    found, person = handled_case(request, code, pk)
    _reveal(found, person, "申请表", "打印申请表")
    return render(request, "requests/printed.html", {"organ": found.organ, "case": found, "who": found.applicant})


@transaction.atomic
def _reveal(case: Request, person: Person, what: str, reason: str) -> None:
    log_reveal(actor=person, what=what, reason=reason, organ=case.organ.code, target=f"request:{case.pk}")


@require_POST
@login_required
def add_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A scan or a file that belongs to the request; kept sealed, but for what is made to be handed out."""
    found, person = handled_case(request, code, pk)
    upload, kind = request.FILES.get("file"), request.POST.get("kind", "")
    try:
        if upload is None:
            raise RequestError("没有选文件", "请选扫描件或者照片")
        if kind not in Proof.values:
            raise RequestError("没有选是什么材料", "例如申请原件、身份证明")
        now = timezone.now()
        keep_paper(by=person, request=found, name=upload.name or "", content=upload.read(), kind=kind, now=now)
    except GongkaiError as error:
        return case_page(request, found, person, error)
    messages.success(request, "已存入，只有办理的人能看")
    return redirect("request", code, pk)
