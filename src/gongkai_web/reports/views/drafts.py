"""暂存: a draft kept because someone asked, opened by its link, deleted by a button, gone after its time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.reports import drafts
from gongkai_web.reports.editing import Edit, edit_from
from gongkai_web.reports.saving import draft_content, edit_of
from gongkai_web.reports.uploads import UploadError
from gongkai_web.reports.views.compile import desk


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what the page holds: again if it came from a draft, else anew, with a link that is shown this once."""
    try:
        edited = edit_from(request.POST)
    except GongkaiError as error:
        return render(request, "portal/error.html", {"title": error.text, "advice": error.remedy}, status=422)
    if edited.token and request.POST.get("as_new") != "yes":
        return _save_again(request, edited)
    return _save_new(request, edited)


def _save_new(request: HttpRequest, edited: Edit) -> HttpResponse:
    token, draft = drafts.save_new(content=draft_content(edited), now=timezone.now())
    link = request.build_absolute_uri(reverse("draft", args=[token]))
    kept = edit_of(draft, token)
    return desk(request, kept, saved={"link": link, "until": draft.expires_at, "is_new": True})


def _save_again(request: HttpRequest, edited: Edit) -> HttpResponse:
    try:
        draft = drafts.save_again(
            token=edited.token, revision=edited.revision, content=draft_content(edited), now=timezone.now()
        )
    except drafts.DraftConflictError:
        error = UploadError(
            _("这份草稿已经在另一个窗口里存过，没有覆盖"), _("请用“另存一份草稿”保存这里的内容，再两边比较")
        )
        return desk(request, edited, error=error, error_at="draft", status=409, conflict=True)
    if draft is None:
        return _save_new(request, edited)
    return desk(request, edit_of(draft, edited.token), saved={"until": draft.expires_at})


@require_safe
def open_draft(request: HttpRequest, token: str) -> HttpResponse:
    draft = drafts.find(token=token, now=timezone.now())
    if draft is None:
        raise Http404
    return desk(request, edit_of(draft, token))


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """The draft goes; what the page holds stays on the page."""
    try:
        edited = edit_from(request.POST)
    except GongkaiError as error:
        return render(request, "portal/error.html", {"title": error.text, "advice": error.remedy}, status=422)
    drafts.delete(token=edited.token)
    return desk(request, Edit(edited.report, edited.previous, edited.undo, edited.typed_day), deleted=True)
