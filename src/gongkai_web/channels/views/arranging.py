"""设置 · 公开渠道: which channels there are, with five townships' as examples."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.channels import arranging
from gongkai_web.channels.examples import EXAMPLES, example
from gongkai_web.channels.forms import ChannelForm
from gongkai_web.channels.models import Channel
from gongkai_web.channels.views.common import arranged_by, channel_in
from gongkai_web.organs.models import Organ

SECTION = "settings"


@login_required
def channels(request: HttpRequest, code: str) -> HttpResponse:
    """The list, and another one."""
    organ, person = arranged_by(request, code)
    if request.method != "POST":
        return _list(request, organ, ChannelForm())
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return _list(request, organ, form, status=422)
    try:
        made = arranging.set_up(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _list(request, organ, form, error, 422)
    messages.success(request, _("已添加渠道：%(name)s") % {"name": made.name})
    return redirect("channels_setting", code)


def _list(
    request: HttpRequest, organ: Organ, form: ChannelForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    counted = organ.channels.annotate(recorded=Count("records", filter=Q(records__struck_at=None)))
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "channels": counted,
        "form": form,
        "error": error,
        "examples": EXAMPLES,
        "day": timezone.localdate(),
    }
    return render(request, "channels/setting.html", shown, status=status)


@login_required
def channel(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One channel: its name, address and time."""
    organ, person = arranged_by(request, code)
    kept = channel_in(organ, pk)
    if request.method != "POST":
        names = ("kind", "name", "address", "since", "until")
        return _one(request, kept, ChannelForm(initial={name: getattr(kept, name) for name in names}))
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return _one(request, kept, form, status=422)
    try:
        arranging.change(by=person, channel=kept, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _one(request, kept, form, error, 422)
    messages.success(request, _("已保存"))
    return redirect("channels_setting", code)


@require_POST
@login_required
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = arranged_by(request, code)
    kept = channel_in(organ, pk)
    try:
        arranging.remove(by=person, channel=kept, now=timezone.now())
    except GongkaiError as error:
        return _one(request, kept, ChannelForm(), error, 422)
    messages.success(request, _("已删除渠道：%(name)s") % {"name": kept.name})
    return redirect("channels_setting", code)


def _one(
    request: HttpRequest, kept: Channel, form: ChannelForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "channel": kept,
        "form": form,
        "error": error,
        "recorded": kept.records.exists(),
    }
    return render(request, "channels/channel.html", shown, status=status)


@require_POST
@login_required
def as_in_example(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = arranged_by(request, code)
    chosen = example(request.POST.get("example", ""))
    if chosen is None:
        raise Http404
    made = arranging.set_up_example(by=person, organ=organ, example=chosen, now=timezone.now())
    said = _("已添加 %(count)d 个渠道，请把名称改成本机关的") if made else _("这些渠道都已经有了")
    messages.success(request, said % {"count": len(made)} if made else said)
    return redirect("channels_setting", code)
