"""Making a letter and its reply public: the text without names, what the proof finds in it, the release, taking it down."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.mailbox import releasing
from gongkai_web.mailbox.acts import reply_of
from gongkai_web.mailbox.forms import PublicationForm
from gongkai_web.mailbox.models import Letter, Publication
from gongkai_web.mailbox.views.common import SECTION, kept_by, letter_in

ANSWER = "answer-"


@login_required
def publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """`act` save keeps the text and looks at it; publish releases what is kept."""
    organ, person = kept_by(request, code)
    letter = letter_in(organ, pk, person)
    if request.method != "POST":
        return _page(request, letter, PublicationForm(initial=_begun(letter)))
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return _page(request, letter, form, status=422)
    answers = {name.removeprefix(ANSWER): said for name, said in request.POST.items() if name.startswith(ANSWER)}
    now, given = timezone.now(), form.cleaned_data
    try:
        releasing.prepare(by=person, letter=letter, answers=answers, now=now, **given)
        if request.POST.get("act") == "publish":
            releasing.publish(by=person, letter=letter, now=now)
    except GongkaiError as error:
        return _page(request, letter, form, error, 422)
    if request.POST.get("act") == "publish":
        messages.success(request, "已公开，公众在信箱页面可以看到。")
        return redirect("mailbox_letter", code, pk)
    messages.success(request, "已保存，还没有公开。请看下面的检查结果。")
    return redirect("mailbox_publish", code, pk)


@require_POST
@login_required
def take_down(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    letter = letter_in(organ, pk, person)
    try:
        releasing.take_down(by=person, letter=letter, reason=request.POST.get("reason", ""), now=timezone.now())
    except GongkaiError as error:
        return _page(request, letter, PublicationForm(initial=_begun(letter)), error, 422)
    messages.success(request, "已撤下，公众不再看到。")
    return redirect("mailbox_letter", code, pk)


def _begun(letter: Letter) -> dict[str, str]:
    """What is kept; at first the letter itself with what is known of its writer taken out."""
    kept = Publication.objects.filter(letter=letter).first()
    if kept is not None:
        return {"title": kept.title, "text": kept.text, "reply": kept.reply}
    reply = reply_of(letter)
    return releasing.suggested(letter, reply) if reply else {}


def _page(
    request: HttpRequest,
    letter: Letter,
    form: PublicationForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = Publication.objects.filter(letter=letter).select_related("letter__organ").first()
    shown = {
        "organ": letter.organ,
        "office_section": SECTION,
        "letter": letter,
        "form": form,
        "error": error,
        "kept": kept,
        "findings": releasing.findings_of(kept) if kept else [],
    }
    return render(request, "mailbox/publish.html", shown, status=status)
