"""意见征集 in the office: the list, opening one, and its page with opinions, decisions on them, and the result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.forms import Form
from gongkai_web.mailbox import consulting
from gongkai_web.mailbox.forms import area, day_field
from gongkai_web.mailbox.models import Consultation, Opinion, Point
from gongkai_web.mailbox.views.common import SECTION, kept_by, lock_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item


class SetUpForm(Form):
    item = forms.ModelChoiceField(
        label="征求意见稿", queryset=None, empty_label="请选择", help_text="已经发布的信息，新的在前；没有的，请先发布"
    )
    title = forms.CharField(label="名称", max_length=120, help_text="例如“关于征求《白云乡集市管理办法》意见的公告”")
    note = forms.CharField(label="说明", required=False, widget=area(4), help_text="起草的背景、想听哪方面的意见")
    opens_on = day_field(label="从哪天起")
    closes_on = day_field(label="到哪天止", help_text="含当天；一般不少于 30 天，另有规定的从其规定")
    elsewhere = forms.CharField(
        label="其他提意见的途径", max_length=300, required=False, help_text="电话、邮箱、信函地址"
    )

    def __init__(self, *args: Any, organ: Organ, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = visible(now).filter(organ=organ, consultation=None).order_by("-published_on", "-pk")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["item"].label_from_instance = _titled  # type: ignore[attr-defined]


def _titled(item: Item) -> str:
    return f"{item.title}（{item.published_on:%Y-%m-%d}）"


class DaysForm(Form):
    opens_on = day_field(label="从哪天起")
    closes_on = day_field(label="到哪天止")


class RegisterForm(Form):
    channel = forms.TypedChoiceField(
        label="途径",
        choices=[one for one in Opinion.Channel.choices if one[0] != Opinion.Channel.FORM],
        coerce=Opinion.Channel,
    )
    text = forms.CharField(label="意见", max_length=consulting.MOST_OPINION, widget=area(4))
    name = forms.CharField(label="提出人", max_length=60, required=False)
    contact = forms.CharField(label="联系方式", max_length=100, required=False)


class DecideForm(Form):
    opinions = forms.TypedMultipleChoiceField(
        label="哪几条意见", coerce=int, widget=forms.CheckboxSelectMultiple, help_text="说同一件事的可以一起勾选"
    )
    summary = forms.CharField(label="意见摘要（公布）", max_length=1000, widget=area(2), help_text="不写姓名")
    decision = forms.TypedChoiceField(label="是否采纳", choices=Point.Decision.choices, coerce=Point.Decision)
    reason = forms.CharField(label="怎样采纳，或者不采纳的理由（公布）", max_length=1000, widget=area(2))

    def __init__(self, *args: Any, waiting: list[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinions"].choices = [(one.ordinal, f"第 {one.ordinal} 条") for one in waiting]  # type: ignore[attr-defined]


class OutcomeForm(Form):
    outcome = forms.CharField(label="总的说明", max_length=2000, widget=area(4))


@require_safe
@login_required
def consultations(request: HttpRequest, code: str) -> HttpResponse:
    organ, _ = kept_by(request, code)
    found = Consultation.objects.filter(organ=organ).annotate(
        received=Count("opinions"), waiting=Count("opinions", filter=Q(opinions__point=None))
    )
    shown = {"organ": organ, "office_section": SECTION, "consultations": found, "day": timezone.localdate()}
    return render(request, "mailbox/consultations.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = kept_by(request, code)
    now = timezone.now()
    form, error = SetUpForm(request.POST or None, organ=organ, now=now, initial={"opens_on": now.date()}), None
    if request.method == "POST" and form.is_valid():
        try:
            made = consulting.set_up(by=person, organ=organ, now=now, **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已开始征集，公众在“意见征集”里可以看到。")
            return redirect("consultation", code, made.pk)
    status = 422 if request.method == "POST" else 200
    shown = {"organ": organ, "office_section": SECTION, "form": form, "error": error}
    return render(request, "mailbox/consultation_new.html", shown, status=status)


@require_safe
@login_required
def consultation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, _ = kept_by(request, code)
    return _page(request, _in(organ, pk))


@require_POST
@login_required
def days(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def do(person: Person, kept: Consultation, given: dict[str, Any]) -> object:
        return consulting.change_days(by=person, consultation=kept, lock=lock_of(request), now=timezone.now(), **given)

    return _act(request, code, pk, "days", DaysForm, do, "起止日期已改。")


@require_POST
@login_required
def register(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def do(person: Person, kept: Consultation, given: dict[str, Any]) -> object:
        return consulting.register(by=person, consultation=kept, now=timezone.now(), **given)

    return _act(request, code, pk, "register", RegisterForm, do, "意见已登记。")


@require_POST
@login_required
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def do(person: Person, kept: Consultation, given: dict[str, Any]) -> object:
        return consulting.decide(by=person, consultation=kept, lock=lock_of(request), now=timezone.now(), **given)

    return _act(request, code, pk, "decide", DecideForm, do, "已写入采纳情况。")


@require_POST
@login_required
def publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def do(person: Person, kept: Consultation, given: dict[str, Any]) -> object:
        return consulting.publish(by=person, consultation=kept, lock=lock_of(request), now=timezone.now(), **given)

    return _act(request, code, pk, "publish", OutcomeForm, do, "采纳情况已公布。")


@require_POST
@login_required
def undo(request: HttpRequest, code: str, pk: int, point: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    kept = _in(organ, pk)
    one = get_object_or_404(Point.objects.select_related("consultation"), pk=point, consultation=kept)
    try:
        consulting.undo(by=person, point=one, lock=lock_of(request), now=timezone.now())
    except GongkaiError as error:
        return _page(request, kept, error, status=422)
    messages.success(request, "已撤回，这几条意见重新处理。")
    return redirect("consultation", code, pk)


def _act(
    request: HttpRequest,
    code: str,
    pk: int,
    key: str,
    form_of: type[forms.Form],
    do: Callable[[Person, Consultation, dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """A form of the page: back to it afterwards, or with what was typed and why not."""
    organ, person = kept_by(request, code)
    kept = _in(organ, pk)
    form = form_of(request.POST, prefix=key, **_extra(key, kept))
    if not form.is_valid():
        return _page(request, kept, refused={key: form}, status=422)
    try:
        do(person, kept, form.cleaned_data)
    except GongkaiError as error:
        return _page(request, kept, error, {key: form}, 422)
    messages.success(request, done)
    return redirect("consultation", code, pk)


def _in(organ: Organ, pk: int) -> Consultation:
    return get_object_or_404(Consultation.objects.select_related("organ", "item", "published_by"), pk=pk, organ=organ)


def _extra(key: str, kept: Consultation) -> dict[str, Any]:
    return {"waiting": _waiting(kept)} if key == "decide" else {}


def _waiting(kept: Consultation) -> list[Opinion]:
    return list(kept.opinions.filter(point=None))


def _page(
    request: HttpRequest,
    kept: Consultation,
    error: GongkaiError | None = None,
    refused: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    waiting = _waiting(kept)
    begun = {"opens_on": kept.opens_on, "closes_on": kept.closes_on}
    offered: dict[str, forms.Form] = {
        "days": DaysForm(prefix="days", initial=begun),
        "register": RegisterForm(prefix="register"),
        "decide": DecideForm(prefix="decide", waiting=waiting),
        "publish": OutcomeForm(prefix="publish", initial={"outcome": _suggested(kept)}),
    }
    shown = {
        "organ": kept.organ,
        "office_section": SECTION,
        "one": kept,
        "day": timezone.localdate(),
        "received": kept.opinions.count(),
        "waiting": waiting,
        "points": kept.points.prefetch_related("opinions"),
        "forms": offered | (refused or {}),
        "error": error,
    }
    return render(request, "mailbox/consultation.html", shown, status=status)


def _suggested(kept: Consultation) -> str:
    """The numbers of the result in a sentence, to be gone on from."""
    received = kept.opinions.count()
    if not received:
        return "征集期间没有收到意见。"
    counted = dict(kept.opinions.values_list("point__decision").annotate(Count("pk")))
    told = [f"{one.label} {counted[one.value]} 条" for one in Point.Decision if counted.get(one.value)]
    return f"征集期间共收到意见 {received} 条，" + "，".join(told) + "。情况如下："
