"""Beginning a letter, changing it, handing it in, giving it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai.letters import LETTERS, Family, Letter, RemedyRule
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import store
from gongkai_web.frame.asking import allowed, person_of
from gongkai_web.letters.forms import LetterForm, VoidForm
from gongkai_web.letters.masking import names_elsewhere
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.offering import chosen
from gongkai_web.letters.pages import letter_page
from gongkai_web.letters.readiness import lacks_website, unready
from gongkai_web.letters.rules import may_begin
from gongkai_web.letters.services import draft, save
from gongkai_web.letters.services import redate as renew_date
from gongkai_web.letters.services import submit as hand_in
from gongkai_web.letters.services import void as give_up
from gongkai_web.letters.views.asking import SECTION, kind_called, lock_in, looking, today, writable
from gongkai_web.organs.models import Organ, Person
from gongkai_web.vault.services import reveal


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a letter, then fill it in."""
    person, organ = looking(request, code)
    allowed(may_begin(person, organ, today()))
    chosen = request.GET.get("kind") or request.POST.get("kind", "")
    if not chosen:
        return _choose(request, organ)
    kind = kind_called(chosen)
    if request.method != "POST":
        return _form(request, organ, kind, LetterForm(kind=kind))
    form = LetterForm(request.POST, request.FILES, kind=kind)
    if not form.is_valid():
        return _form(request, organ, kind, form, status=422)
    try:
        files = _stored(person, organ, form)
        letter = draft(
            by=person,
            organ=organ,
            code=kind.code,
            now=timezone.now(),
            about=form.cleaned_data["about"],
            enclosures=files,
            **form.given(),
        )
    except GongkaiError as error:
        return _form(request, organ, kind, form, error=error, status=422)
    messages.success(request, "已存入草稿。看一遍下面的文书，再提交审核。")
    return redirect("letter", code, letter.pk)


@never_cache
@login_required
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = writable(request, code, pk)
    kind = letter.kind
    if request.method != "POST":
        if names_elsewhere(letter):
            where = {"organ": letter.organ.code, "target": f"letter:{letter.pk}"}
            reveal(actor=person, what="文书里的姓名", reason="修改文书", **where)
        return _form(request, letter.organ, kind, LetterForm(kind=kind, letter=letter), letter)
    form = LetterForm(request.POST, request.FILES, kind=kind, letter=letter)
    if not form.is_valid():
        return _form(request, letter.organ, kind, form, letter, status=422)
    try:
        dropped = set(request.POST.getlist("drop"))
        kept = [one.file for one in letter.enclosures.select_related("file") if str(one.pk) not in dropped]
        ticked = chosen(letter.subject_kind, letter.subject_id, form.cleaned_data.get("enclosed", ()))
        save(
            by=person,
            letter=letter,
            lock=lock_in(request),
            now=timezone.now(),
            dated=form.cleaned_data.get("dated"),
            enclosures=[*kept, *ticked, *_stored(person, letter.organ, form)],
            **form.given(),
        )
    except GongkaiError as error:
        return _form(request, letter.organ, kind, form, letter, error=error, status=422)
    messages.success(request, "已保存。看一遍下面的文书，再提交审核。")
    return redirect("letter", code, pk)


def _stored(person: Person, organ: Organ, form: LetterForm) -> list[StoredFile]:
    return [
        store(by=person, organ=organ, name=one.name, content=one.read()) for one in form.cleaned_data["files"] or ()
    ]


@require_POST
@login_required
def submit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = writable(request, code, pk)
    try:
        letter = hand_in(by=person, letter=letter, lock=lock_in(request), now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, letter, error)
    messages.success(request, f"已提交审核。{f'文号：{letter.number}。' if letter.number else ''}")
    return redirect("letter", code, pk)


@require_POST
@login_required
def redate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = writable(request, code, pk)
    try:
        renew_date(by=person, letter=letter, lock=lock_in(request), now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, letter, error)
    messages.success(request, "落款日期已改为今天，文书重新生成，并已重新提交审核。")
    return redirect("letter", code, pk)


@require_POST
@login_required
def void(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = writable(request, code, pk)
    form = VoidForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        give_up(by=person, letter=letter, lock=lock_in(request), reason=reason, now=timezone.now())
    except GongkaiError as error:
        return _page(request, person, letter, error)
    messages.success(request, "已作废，文号不再使用。")
    return redirect("letter", code, pk)


def _page(request: HttpRequest, person: Person, letter: OutgoingLetter, error: GongkaiError) -> HttpResponse:
    letter.refresh_from_db()
    shown = letter_page(person, letter, today()) | {"error": error, "typed": request.POST}
    return render(request, "letters/letter.html", shown, status=422)


def _choose(request: HttpRequest, organ: Organ) -> HttpResponse:
    groups = [
        (family.label, [one for one in LETTERS.values() if one.family is family and not one.sheet]) for family in Family
    ]
    shown = {"organ": organ, "office_section": SECTION, "groups": groups, "count": sum(len(of) for _, of in groups)}
    return render(request, "letters/choose.html", shown)


def _form(
    request: HttpRequest,
    organ: Organ,
    kind: Letter,
    form: LetterForm,
    letter: OutgoingLetter | None = None,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "organ": organ,
        "office_section": SECTION,
        "kind": kind,
        "form": form,
        "letter": letter,
        "lock": request.POST.get("lock", letter.lock if letter else 0),
        "enclosures": letter.enclosures.select_related("file") if letter else (),
        "unready": unready(person_of(request), organ, today(), kind),
        "no_website": lacks_website(person_of(request), organ, today()) if kind.remedy is not RemedyRule.NONE else None,
        "error": error,
        "names_shown": bool(letter and names_elsewhere(letter)),
    }
    return render(request, "letters/edit.html", shown, status=status)
