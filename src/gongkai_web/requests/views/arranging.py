"""Who handles it, what it is linked to, mending what was written down, help of units, the head's consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ
from gongkai_web.requests import handing_over, services, suggesting
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.forms import (
    AnswerForm,
    ApplicantForm,
    AssignForm,
    ConsentForm,
    ContentForm,
    HelpForm,
    ReasonForm,
    SplitForm,
    initial_of_applicant,
    initial_of_content,
)
from gongkai_web.requests.models import CoHandling, Consent, RecountLine, Request
from gongkai_web.requests.rules import may_answer_for, may_consent
from gongkai_web.requests.views.common import asked_again, case_in, done, handled_case, version_of
from gongkai_web.vault.services import reveal as log_reveal

Act = Callable[[], object]


def _form_page(
    request: HttpRequest, case: Request, forms_: list[forms.Form], act: Act, told: str, **shown: Any
) -> HttpResponse:
    """One or more forms on a page of their own; when all are good, `act`, and back to the request."""
    error: GongkaiError | None = None
    valid = [form.is_valid() for form in forms_]
    if request.method == "POST" and all(valid):
        try:
            act()
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, told)
            return redirect("request", case.organ.code, case.pk)
    return asked_again(request, "requests/mend.html", case, form=forms_[0], forms=forms_[1:], error=error, **shown)


def _common(request: HttpRequest, case: Request, person: object) -> dict[str, Any]:
    return {"by": person, "request": case, "version": version_of(request), "now": timezone.now()}


def _given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@login_required
def assign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    form = AssignForm(
        _given(request),
        organ=case.organ,
        day=timezone.localdate(),
        initial={"unit": case.unit_id, "handler": case.handler_id},
    )

    def act() -> object:
        return services.assign(**_common(request, case, person), **form.cleaned_data)

    shown = {
        "title": "指定承办",
        "said": "承办站所（科室）的人能看到这一件；承办人在“今天”里收到提醒。",
        "button": "指定",
    }
    return _form_page(request, case, [form], act, "已指定", **shown)


@login_required
def split(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    form = SplitForm(_given(request), initial={"lines": case.subject})

    def act() -> object:
        return services.split(**_common(request, case, person), contents=form.contents())

    said = "一份申请要求几项内容的，可以按“一事一申请”拆成几件（国办函〔2020〕109号），编号、期限各自计算，彼此关联。"
    return _form_page(request, case, [form], act, "已拆分", title="一事一申请，拆分", said=said, button="拆分")


@require_POST
@login_required
def repeat(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A person says that it repeats an earlier one, or that it does not."""
    case, person = handled_case(request, code, pk)
    earlier = request.POST.get("earlier", "")
    found = get_object_or_404(Request, pk=int(earlier), organ=case.organ) if earlier.isdigit() else None
    return done(request, case, person, lambda: services.link_repeat(**_common(request, case, person), earlier=found))


@login_required
def amend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    form = ContentForm(_given(request), initial=initial_of_content(case))
    why = ReasonForm(_given(request))

    def act() -> object:
        reason = why.cleaned_data["reason"]
        return services.amend(**_common(request, case, person), content=form.data_of(), reason=reason)

    said = "只改录入的错误。申请人补充、变更内容的，用“登记收到补正”。"
    return _form_page(request, case, [form, why], act, "已更正", title="更正申请内容", said=said, button="更正")


@never_cache
@login_required
def amend_applicant(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form shows personal data in the open: that is in the log."""
    case, person = handled_case(request, code, pk)
    form = ApplicantForm(_given(request), initial=initial_of_applicant(case))
    why = ReasonForm(_given(request))
    if request.method == "GET":
        where = {"organ": case.organ.code, "target": f"request:{case.pk}"}
        log_reveal(actor=person, what="申请人的个人信息", reason="更正申请人的录入", **where)

    def act() -> object:
        reason = why.cleaned_data["reason"]
        return services.amend_applicant(**_common(request, case, person), applicant=form.data_of(), reason=reason)

    said = "同一份申请拆分出的各件一并更正。打开这一页已经记入日志。"
    return _form_page(request, case, [form, why], act, "已更正", title="更正申请人", said=said, button="更正")


@login_required
def ask_unit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    form = HelpForm(_given(request), organ=case.organ)

    def act() -> object:
        return services.ask_unit(**_common(request, case, person), **form.cleaned_data)

    said = "协办是机关内部的事，不影响法定期限。"
    return _form_page(request, case, [form], act, "已请协办", title="请站所（科室）协办", said=said, button="请协办")


@login_required
def answer_for_unit(request: HttpRequest, code: str, pk: int, part: int) -> HttpResponse:
    case, person = case_in(request, code, pk)
    asked = get_object_or_404(CoHandling.objects.select_related("unit"), pk=part, request=case)
    allowed(may_answer_for(person, case.organ, asked.unit_id, timezone.localdate()))
    form = AnswerForm(_given(request))

    def act() -> object:
        return services.answer_for_unit(by=person, part=asked, now=timezone.now(), **form.cleaned_data)

    shown = {"title": f"{asked.unit}协办", "said": asked.what, "button": "报送协办的结果"}
    return _form_page(request, case, [form], act, "已报送", **shown)


@login_required
def ask_consent(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    form = ConsentForm(_given(request))

    def act() -> object:
        return services.ask_consent(**_common(request, case, person), **form.cleaned_data)

    said = "延长答复期限，应当经政府信息公开工作机构负责人同意并告知申请人（《条例》第三十三条第二款）。"
    return _form_page(request, case, [form], act, "已报请", title="报请延长", said=said, button="报请负责人同意")


@require_POST
@login_required
def decide_consent(request: HttpRequest, code: str, pk: int, consent: int) -> HttpResponse:
    case, person = case_in(request, code, pk)
    allowed(may_consent(person, case.organ, timezone.localdate()))
    asked = get_object_or_404(Consent, pk=consent, request=case)
    agreed, words = "agree" in request.POST, request.POST.get("words", "")
    return done(
        request,
        case,
        person,
        lambda: services.decide_consent(by=person, consent=asked, agreed=agreed, words=words, now=timezone.now()),
    )


@require_POST
@login_required
def seen_recount(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Whoever handles it knows that the deadline moved."""
    case, person = handled_case(request, code, pk)
    lines = RecountLine.objects.filter(request=case, seen_at=None)
    lines.update(seen_at=timezone.now(), seen_by=person)
    return redirect("request", code, pk)


@require_POST
@login_required
def hand_over(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Register a transferred request with the organ it went to, once."""
    case, person = handled_case(request, code, pk)

    def act() -> object:
        chosen = request.POST.get("to", "")
        to = Organ.objects.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() else None
        if to is None:
            raise RequestError("没有选移送给哪个机关", "请从名单里选")
        return handing_over.hand_over(**_common(request, case, person) | {"to": to})

    return done(request, case, person, act)


@require_POST
@login_required
def decline_suggestion(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case, person = handled_case(request, code, pk)
    reason = request.POST.get("reason", "")
    return done(
        request, case, person, lambda: suggesting.decline(by=person, request=case, reason=reason, now=timezone.now())
    )
