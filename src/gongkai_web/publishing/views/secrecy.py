"""保密审查: the reviewer reads the text and answers item by item; and the table on paper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai_web.organs.models import Person
from gongkai_web.publishing.acts import reviews_secrecy
from gongkai_web.publishing.drafting import open_revision
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.findings import checked
from gongkai_web.publishing.forms.secrecy import SecrecyForm
from gongkai_web.publishing.models import Item, Revision, SecrecyReview
from gongkai_web.publishing.places import placed
from gongkai_web.publishing.reviewing import KIND
from gongkai_web.publishing.secrecy import NO, QUESTIONS, WANTED_YES, YES
from gongkai_web.publishing.secrecy import review as keep_review
from gongkai_web.publishing.views.asking import SECTION, item_of, today
from gongkai_web.workflow.selectors import running_round
from gongkai_web.workflow.subjects import Subject


@login_required
def review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """For whoever a 保密审查 stage asks now."""
    person, item = item_of(request, code, pk)
    revision = _under_review(person, item)
    if request.method != "POST":
        return _page(request, item, revision, SecrecyForm(initial=_before(revision, person)))
    form = SecrecyForm(request.POST)
    try:
        _keep(person, revision, form, request.POST.get("digest", ""))
    except GongkaiError as error:
        return _page(request, item, revision, form, error=error, status=422)
    messages.success(request, _("保密审查表已存入。现在请在下面表示同意，或者退回。"))
    return redirect("item", code=code, pk=pk)


def _under_review(person: Person, item: Item) -> Revision:
    """What this person is asked to review now; there is no such page for anybody else."""
    round, revision = running_round(Subject(KIND, item.pk)), open_revision(item)
    if round is None or revision is None or not reviews_secrecy(person, item, round, today()):
        raise Http404
    return revision


def _keep(person: Person, revision: Revision, form: SecrecyForm, digest: str) -> None:
    if not form.is_valid() or not form.cleaned_data["conclusion"]:
        raise PublishingError(_("还没有写审查结论"), _("请在最后选一个结论"))
    given = form.cleaned_data
    keep_review(
        by=person,
        revision=revision,
        digest=digest,
        answers=form.answers,
        conclusion=SecrecyReview.Conclusion(given["conclusion"]),
        now=timezone.now(),
        masked=given["masked"],
        referred_to=given["referred_to"],
        opinion=given["opinion"],
    )


def _before(revision: Revision, person: Person) -> dict[str, str]:
    """What this reviewer answered on this very revision before."""
    last = SecrecyReview.objects.filter(revision=revision, digest=revision.digest, by=person).first()
    if last is None:
        return {}
    answers = {f"q_{name}": value for name, value in last.answers.items()}
    words = {name: getattr(last, name) for name in ("conclusion", "masked", "referred_to", "opinion")}
    return answers | words


def _page(
    request: HttpRequest,
    item: Item,
    revision: Revision,
    form: SecrecyForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    body, findings = placed(revision, checked(revision, today()))
    shown = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "revision": revision,
        "form": form,
        "error": error,
        "body": body,
        "findings": findings,
        "files": revision.attachments.select_related("file"),
    }
    return render(request, "publishing/secrecy_form.html", shown, status=status)


@require_safe
@login_required
def table(request: HttpRequest, code: str, pk: int, review: int) -> HttpResponse:
    """The record on paper."""
    _person, item = item_of(request, code, pk)
    reviews = SecrecyReview.objects.select_related("by", "revision__column", "revision__drafted_by")
    found = get_object_or_404(reviews, pk=review, item=item)
    rows = [(said, found.answers.get(name, ""), _is_well(name, found)) for name, said in QUESTIONS.items()]
    shown = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "review": found,
        "rows": rows,
        "files": found.revision.attachments.select_related("file"),
    }
    return render(request, "publishing/secrecy_table.html", shown)


def _is_well(name: str, review: SecrecyReview) -> bool:
    return review.answers.get(name) == (YES if name in WANTED_YES else NO)
