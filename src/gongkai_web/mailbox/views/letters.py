"""The list by clock, registering a letter, and the page of one letter with all that can be done there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.mailbox import handling
from gongkai_web.mailbox.acts import ACTS
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.forms import ActForm, AnswerHelpForm, RegisterForm
from gongkai_web.mailbox.kinds import Kind, State
from gongkai_web.mailbox.models import Help, Letter
from gongkai_web.mailbox.page import letter_page
from gongkai_web.mailbox.receiving import attach, new_code, register
from gongkai_web.mailbox.rules import may_answer, may_arrange, may_help, may_keep
from gongkai_web.mailbox.selectors import Wanted, sheet
from gongkai_web.mailbox.views.common import SECTION, kept_by, letter_in, lock_of, looked_at
from gongkai_web.organs.models import Person
from gongkai_web.publishing.rules import sees_all
from gongkai_web.vault import codes


@require_safe
@login_required
def letters(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = looked_at(request, code)
    wanted, day = Wanted.read(request.GET.dict()), timezone.localdate()
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "wanted": wanted,
        "sheet": sheet(person, organ, wanted, day),
        "states": State.choices,
        "kinds": Kind.choices,
        "units": organ.units.filter(ended_on=None),
        "day": day,
        "counts": sees_all(person, organ, day),
        "keeps": may_keep(person, organ, day),
        "arranges": may_arrange(person, organ, day),
    }
    return render(request, "mailbox/letters.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """From counter, phone, hotline, post; the number and code are for the writer."""
    organ, person = kept_by(request, code)
    form, error = RegisterForm(request.POST or None, initial={"received_on": timezone.localdate()}), None
    if request.method == "POST" and form.is_valid():
        try:
            kept = register(by=person, organ=organ, written=form.written(), now=timezone.now(), **form.how())
        except GongkaiError as refused:
            error = refused
        else:
            shown = {"organ": organ, "office_section": SECTION, "letter": kept.letter, "code": codes.shown(kept.code)}
            return render(request, "mailbox/registered.html", shown)
    status = 422 if request.method == "POST" else 200
    shown = {"organ": organ, "office_section": SECTION, "form": form, "error": error}
    return render(request, "mailbox/new.html", shown, status=status)


@require_safe
@login_required
def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    return _page(request, letter_in(organ, pk, person), person)


def act(key: str) -> Callable[..., HttpResponse]:
    """The view of one act: its form, its service, back to the letter."""

    @require_POST
    @login_required
    def view(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        organ, person = looked_at(request, code)
        kept, one = letter_in(organ, pk, person), ACTS[key]
        allowed(one.may(person, kept, timezone.localdate()))
        form = one.form(request.POST, organ=organ, prefix=key)
        if not form.is_valid():
            return _page(request, kept, person, refused=(key, form), status=422)
        try:
            one.do(person, kept, lock_of(request), form.cleaned_data, timezone.now())
        except GongkaiError as error:
            kept.refresh_from_db()
            return _page(request, kept, person, error, (key, form), 422)
        messages.success(request, one.done)
        return redirect("mailbox_letter", code, pk)

    return view


@require_POST
@login_required
def answer_help(request: HttpRequest, code: str, pk: int, help: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    kept = letter_in(organ, pk, person)
    asked = get_object_or_404(Help, pk=help, letter=kept)
    allowed(may_help(person, asked.unit_id, organ, timezone.localdate()))
    form = AnswerHelpForm(request.POST, organ=organ, prefix=f"help-{help}")
    try:
        answer = form.cleaned_data["answer"] if form.is_valid() else ""
        handling.give_help(by=person, help=asked, answer=answer, now=timezone.now())
    except GongkaiError as error:
        return _page(request, kept, person, error, status=422)
    messages.success(request, "协办意见已写入。")
    return redirect("mailbox_letter", code, pk)


@require_POST
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Name and contact in full, this once; that they were looked at is in the log."""
    organ, person = looked_at(request, code)
    kept = letter_in(organ, pk, person)
    if not may_answer(person, kept, timezone.localdate()):
        raise Http404
    try:
        handling.reveal(by=person, letter=kept, reason=request.POST.get("reason", ""), now=timezone.now())
    except GongkaiError as error:
        return _page(request, kept, person, error, status=422)
    return _page(request, kept, person, revealed=True)


@require_POST
@login_required
def add_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    kept, upload = letter_in(organ, pk, person), request.FILES.get("file")
    try:
        if upload is None:
            raise MailboxError("没有选文件", "请选照片、扫描件或者文件")
        attach(by=person, letter=kept, name=upload.name or "", content=upload.read(), now=timezone.now())
    except GongkaiError as error:
        return _page(request, kept, person, error, status=422)
    messages.success(request, "已存入，只有办理这封信的人能看。")
    return redirect("mailbox_letter", code, pk)


@require_POST
@never_cache
@login_required
def renew_code(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Shown once, like the first one."""
    organ, person = kept_by(request, code)
    kept = new_code(by=person, letter=letter_in(organ, pk, person), now=timezone.now())
    shown = {"organ": organ, "office_section": SECTION, "letter": kept.letter, "code": codes.shown(kept.code)}
    return render(request, "mailbox/code.html", shown)


def _page(
    request: HttpRequest,
    kept: Letter,
    person: Person,
    error: GongkaiError | None = None,
    refused: tuple[str, ActForm] | None = None,
    status: int = 200,
    revealed: bool = False,
) -> HttpResponse:
    shown = letter_page(kept, person, timezone.localdate(), refused, revealed) | {"error": error}
    return render(request, "mailbox/letter.html", shown, status=status)
