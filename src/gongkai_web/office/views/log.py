"""审计日志 of an organ, for its auditor: searched, verified, written out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gongkai_web.audit.services import record
from gongkai_web.audit.verifying import Anchor, Break, breaks, end
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.frame.forms import Form
from gongkai_web.office.forms import day_field
from gongkai_web.office.log_selectors import Line, Search, entries_of, every_line, page_of
from gongkai_web.office.log_words import GROUPS
from gongkai_web.organs.models import Organ
from gongkai_web.organs.rules import may_audit

MOST_VERIFIED = 50_000
"""How many entries a page verifies; the whole of a longer log is verified on the server."""
MOST_SHOWN = 20


class SearchForm(Form):
    who = forms.CharField(label=_("谁（姓名或者账号）"), max_length=60, required=False)
    group = forms.ChoiceField(
        label=_("哪类事"), required=False, choices=[("", _("全部")), *((key, one[0]) for key, one in GROUPS.items())]
    )
    item = forms.IntegerField(label=_("信息的编号"), required=False, min_value=1, max_value=2**53)
    since = day_field(_("从哪天"), required=False)
    until = day_field(_("到哪天"), required=False)

    def search(self) -> Search:
        given = self.cleaned_data
        return Search(given["who"].strip(), given["group"], given["item"], given["since"], given["until"])


class AnchorForm(Form):
    anchor = forms.CharField(
        label=_("上次抄下的校验值"),
        required=False,
        max_length=100,
        help_text=_("可以不填。填了，还能查出末尾被整段删掉"),
    )

    def clean_anchor(self) -> Anchor | None:
        given = self.cleaned_data["anchor"]
        try:
            return Anchor.parsed(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(_("校验值是“条数:64 位字母数字”，请照抄")) from error


@require_safe
@login_required
def log(request: HttpRequest, code: str) -> HttpResponse:
    organ = _audited(request, code)
    return _page(request, organ, AnchorForm())


@require_POST
@login_required
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The last entries of the whole log, for the chain is one for all organs."""
    organ = _audited(request, code)
    form = AnchorForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    anchor, last = form.cleaned_data["anchor"], end().number
    since = max(1, last - MOST_VERIFIED + 1)
    if anchor and 0 < anchor.number < since:
        form.add_error("anchor", _now("这个校验值太早，请系统管理员在服务器上用 gongkai-web audit verify 校验"))
        return _page(request, organ, form, status=422)
    found = list(breaks(anchor, since))
    entry = record(key="log.verified", actor=person_of(request), organ=organ.code, since=since, found=len(found))
    return _page(request, organ, AnchorForm(), verified=_result(found, since, last, entry))


@require_POST
@login_required
def export(request: HttpRequest, code: str) -> HttpResponse:
    """What is found, as a table that opens in WPS; the whole log with its chain is written out on the server."""
    organ = _audited(request, code)
    form = SearchForm(request.POST)
    allowed(form.is_valid())
    entries = entries_of(organ, form.search())
    record(key="log.exported", actor=person_of(request), organ=organ.code)
    response = StreamingHttpResponse(_table(every_line(entries)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="log-{organ.code}-{timezone.localdate():%Y%m%d}.csv"'
    return response


def _result(found: list[Break], since: int, last: int, entry: Any) -> dict[str, Any]:
    anchor = Anchor(entry.number, entry.digest) if entry and not found else None
    return {"found": found[:MOST_SHOWN], "number": len(found), "since": since, "last": last, "anchor": anchor}


def _table(lines: Iterator[Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The mark by which WPS and Excel know the encoding.
    yield "\ufeff" + writer.writerow(
        [_now("编号"), _now("时间"), _now("谁"), _now("做了什么"), _now("对象"), _now("数据"), "SM3"]
    )
    for one in lines:
        at = timezone.localtime(one.at).strftime("%Y-%m-%d %H:%M:%S")
        yield writer.writerow(
            [
                one.number,
                at,
                _harmless(one.who),
                _harmless(one.what),
                _harmless(one.about),
                _harmless(one.data),
                one.digest,
            ]
        )


class _Echo:
    """csv writes into whatever has `write`."""

    def write(self, text: str) -> str:
        return text


def _harmless(text: str) -> str:
    """A table program takes what begins like this for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _audited(request: HttpRequest, code: str) -> Organ:
    organ = organ_of(request, code)
    allowed(may_audit(person_of(request), organ, timezone.localdate()))
    return organ


def _page(
    request: HttpRequest, organ: Organ, anchor: AnchorForm, verified: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    form = SearchForm(request.GET)
    search = form.search() if form.is_valid() else Search()
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None
    lines, older = page_of(entries_of(organ, search), number)
    asked = request.GET.copy()
    asked.pop("before", None)
    shown = {
        "organ": organ,
        "office_section": "log",
        "form": form,
        "anchor_form": anchor,
        "lines": lines,
        "older": older,
        "asked": asked.urlencode(),
        "hidden": [(name, form.data.get(name, "")) for name in form.fields],
        "narrowed": search != Search(),
        "verified": verified,
    }
    return render(request, "office/log.html", shown, status=422 if form.errors else status)
