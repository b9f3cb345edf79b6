"""保密审查 of what a letter hands out: the reviewer reads it and answers item by item."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.masking import masked
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.pages import blocks_of
from gongkai_web.letters.reviewing import Conclusion
from gongkai_web.letters.rules import may_review
from gongkai_web.letters.services import review_secrecy
from gongkai_web.letters.views.asking import SECTION, letter_of, today
from gongkai_web.organs.models import Person
from gongkai_web.publishing.forms.secrecy import SecrecyForm


@login_required
def review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, letter = letter_of(request, code, pk)
    allowed(may_review(person, letter, today()))
    if request.method != "POST":
        return _page(request, letter, SecrecyForm(initial=_before(letter, person)))
    form = SecrecyForm(request.POST)
    try:
        _keep(person, letter, form, request.POST.get("digest", ""))
    except GongkaiError as error:
        return _page(request, letter, form, error, status=422)
    messages.success(request, "保密审查表已存入。")
    return redirect("letter", code, pk)


def _keep(person: Person, letter: OutgoingLetter, form: SecrecyForm, digest: str) -> None:
    if not form.is_valid() or not form.cleaned_data["conclusion"]:
        raise SendingError("还没有写审查结论", "请在最后选一个结论")
    given = form.cleaned_data
    review_secrecy(
        by=person,
        letter=letter,
        digest=digest,
        answers=form.answers,
        conclusion=Conclusion(given["conclusion"]),
        now=timezone.now(),
        masked=given["masked"],
        referred_to=given["referred_to"],
        opinion=given["opinion"],
    )


def _before(letter: OutgoingLetter, person: Person) -> dict[str, str]:
    """What this reviewer answered on this very text before."""
    last = letter.reviews.filter(digest=letter.digest, by=person).first()
    if last is None:
        return {}
    answers = {f"q_{name}": value for name, value in last.answers.items()}
    return answers | {name: getattr(last, name) for name in ("conclusion", "masked", "referred_to", "opinion")}


def _page(
    request: HttpRequest,
    letter: OutgoingLetter,
    form: SecrecyForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    blocks, _unfilled = blocks_of(letter)
    blocks = masked(blocks, letter)
    shown = {
        "organ": letter.organ,
        "office_section": SECTION,
        "letter": letter,
        "form": form,
        "blocks": blocks,
        "enclosures": letter.enclosures.select_related("file"),
        "error": error,
    }
    return render(request, "letters/secrecy.html", shown, status=status)
