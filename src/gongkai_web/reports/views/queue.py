"""Files that wait to be read: how far each is, what came of them, and out with them."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai_web.reports.models import ReadingJob
from gongkai_web.reports.outcomes import Received, outcomes_of, received_of, states_of
from gongkai_web.reports.queue import jobs, results
from gongkai_web.reports.queue.owner import new_mark, owner_of, set_mark
from gongkai_web.reports.views.answers import first_key, is_script, results_page, start_page, template_for

_WAITING = "waiting"
_NEAR, _SOON_SECONDS, _LATER_SECONDS = 2, 1.5, 5.0


def put_in_queue(request: HttpRequest, files: Sequence[Received]) -> HttpResponse:
    """All files of this upload under one address, also those that were read at once; then to that address."""
    mark = ""
    owner = owner_of(request)
    if not owner:
        mark, owner = new_mark()
    batch = jobs.new_batch()
    for file in files:
        _put(file, batch, owner)
    first = first_key(request.POST.get("first", ""))
    response = HttpResponseRedirect(f"{reverse('check-queue', args=[batch])}?first={first}", status=303)
    if mark:
        set_mark(request, response, mark)
    return response


def _put(file: Received, batch: str, owner: str) -> None:
    now = timezone.now()
    try:
        if file.error:
            raise file.error
        if file.slow:
            jobs.put_in(file.slow, batch=batch, owner_hash=owner, now=now)
            return
        text, failed = results.packed(file.taken), False
    except GongkaiError as error:
        text, failed = results.packed_error(error), True
    jobs.put_finished(file.name, text, failed=failed, batch=batch, owner_hash=owner, now=now)


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, batch: str) -> HttpResponse:
    """One address for the files from their coming to their results. A stranger is told that there is nothing."""
    owner = owner_of(request)
    files = jobs.batch_of(batch=batch, owner_hash=owner, now=timezone.now())
    if not files:
        return _nothing_here(request)
    if request.method == "POST":
        return _drop(request, files)
    return _finished(request, files) if jobs.are_finished(files) else _waiting(request, files)


def _finished(request: HttpRequest, files: Sequence[ReadingJob], **context: object) -> HttpResponse:
    outcomes = outcomes_of(map(received_of, files), first_key(request.GET.get("first", "")))
    kept_until = min(file.expires_at for file in files)
    return results_page(request, outcomes, **({"kept_until": kept_until} | context))


def _waiting(request: HttpRequest, files: Sequence[ReadingJob]) -> HttpResponse:
    now = timezone.now()
    outcomes = states_of(files)
    nearest = min(outcome.ahead for outcome in outcomes if outcome.waiting)
    late = any(not file.is_finished and now - file.created_at > jobs.GONE_AFTER for file in files)
    context = {
        "section": "check",
        "outcomes": outcomes,
        "address": request.get_full_path(),
        "some_read": any(not outcome.waiting for outcome in outcomes),
        "pause": _SOON_SECONDS if nearest <= _NEAR else _LATER_SECONDS,
        "nobody_reads": late and not jobs.reader_is_there(now=now),
        "minutes": settings.QUEUE_MINUTES,
    }
    template = template_for(request, "reports/check_queue.html", "reports/_queue.html")
    return render(request, template, context)


def _drop(request: HttpRequest, files: Sequence[ReadingJob]) -> HttpResponse:
    """Out of the queue and off the server: one file, all that wait, or all. Results are shown this once more."""
    which = request.POST.get("drop", "")
    one = next((file for file in files if str(file.pk) == which), None)
    batch, owner = files[0].batch, files[0].owner_hash
    if which == _WAITING:
        for file in files:
            if not file.is_finished:
                jobs.drop(batch=batch, owner_hash=owner, job=file.pk)
        return HttpResponseRedirect(request.get_full_path(), status=303)
    jobs.drop(batch=batch, owner_hash=owner, job=one.pk if one else None)
    if is_script(request):
        return HttpResponse(status=204)
    if one is not None and len(files) > 1:
        return HttpResponseRedirect(request.get_full_path(), status=303)
    if one is None and jobs.are_finished(files):
        return _finished(request, files, kept_until=None, erased=True)
    return start_page(request, note=_("已取消，文件已从服务器删除。"))


def _nothing_here(request: HttpRequest) -> HttpResponse:
    title = _("这里没有等您来取的文件")
    advice = _("结果只保留 %(minutes)d 分钟，只有上传它的浏览器能看。可能已经过期、取消或者删除，请重新上传。") % {
        "minutes": settings.QUEUE_MINUTES
    }
    return render(request, "portal/error.html", {"title": title, "advice": advice}, status=404)
