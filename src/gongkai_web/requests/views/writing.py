"""The letter of a step: its fields as far as the request knows them, typed on, drafted; the step waits for the dispatch."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from gongkai.errors import GongkaiError
from gongkai.letters import FIELDS, Field, Kind, Letter, RemedyRule
from gongkai.letters import letter as kind_of
from gongkai.procedure.steps import NEXT_STEPS, State
from gongkai_web.files.kinds import SUFFIXES
from gongkai_web.files.models import StoredFile
from gongkai_web.frame.forms import Form
from gongkai_web.letters.filling import OWN_FIELDS
from gongkai_web.letters.forms import FilesField, FilesInput
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.offering import chosen, offered
from gongkai_web.letters.readiness import lacks_website, unready
from gongkai_web.organs.models import Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.forms import day_field, text
from gongkai_web.requests.kinds import ELECTRONIC, Proof
from gongkai_web.requests.merging import fields_by_ground, letter_code, values_for
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.keeping import keep_paper
from gongkai_web.requests.services.writing import ORDER, SUBJECT, write_letter
from gongkai_web.requests.stepping import StepForm, step_of
from gongkai_web.requests.views.common import asked_again, handled_case, version_of
from gongkai_web.vault.services import reveal

_APPLICANT = "申请人"
_PROVIDING = frozenset({"R36_2", "R37"})


class FieldsForm(Form):
    """The fields of one letter that somebody types; which of them must be there the letter itself says. `keys`: the files
    that go out with it, uploaded ones among them."""

    keys: list[str]

    def __init__(self, kind: Letter, case: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.keys = kind, []
        needed, foreign = fields_by_ground(case, kind)
        if case.state != State.REPLYING_AGAIN:
            foreign |= {ORDER}
        self.rare = kind.may_be_blank - needed
        for name in kind.fields:
            if name not in OWN_FIELDS | foreign and not FIELDS[name].by_law:
                self.fields[f"v_{name}"] = _field(FIELDS[name], name in self.rare, _others(kind, name))
        self.fields["electronic"] = forms.BooleanField(
            label="电子送达", required=False, help_text="通过互联网送达的勾选，文书里会告知网上申请复议的渠道"
        )
        if kind.to == _APPLICANT and kind.replies:
            self._enclosing(case)

    def _enclosing(self, case: Request) -> None:
        offers = [(str(one.file.pk), f"{one.file.name}（{one.said}）") for one in offered(SUBJECT, case.pk)]
        if offers:
            self.fields["enclosed"] = forms.MultipleChoiceField(
                label="随文书发出的文件",
                choices=offers,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="这件申请的材料里可以提供的文件；勾选的随文书发出，发出以前要做保密审查",
            )
        self.fields["files"] = FilesField(
            label="再加文件",
            required=False,
            help_text="可以选几个，存入这件申请的材料，随文书发出",
            widget=FilesInput(attrs={"accept": ",".join(f".{one}" for one in SUFFIXES)}),
        )

    def parts(self) -> tuple[list[Any], list[Any]]:
        """Those that stand in every such letter or are known already, and those that are rarely needed."""
        wanted = self._to_choose()
        rare = [name for name in self.fields if name[2:] in self.rare - wanted and not self[name].value()]
        wrong = [name for name in rare if name in self.errors]
        some = [name for name in self.fields if name not in rare or name in wrong]
        return [self[name] for name in some], [self[name] for name in rare if name not in wrong]

    def _to_choose(self) -> frozenset[str]:
        """Fields one of which must be filled, as long as none is: they are not put away among those rarely needed."""
        open_ = [
            one for one in self.kind.one_of if not any(self[f"v_{name}"].value() for name in one if self._has(name))
        ]
        return frozenset().union(*open_)

    def _has(self, name: str) -> bool:
        return f"v_{name}" in self.fields

    def values(self) -> dict[str, Any]:
        given = {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("v_")}
        return {name: value for name, value in given.items() if value not in (None, "")}


def _others(kind: Letter, name: str) -> list[str]:
    """The fields of which, with this one, exactly one is filled."""
    return [other for names in kind.one_of if name in names for other in kind.fields if other in names - {name}]


def _field(field: Field, may_be_blank: bool, others: list[str]) -> forms.Field:
    hint = f"{field.hint}。用得到才填" if may_be_blank else field.hint
    if others:
        hint = f"{field.hint}。和“{'、'.join(others)}”填其中一项"
    if field.kind is Kind.DATE:
        return day_field(field.name, required=False, help_text=hint)
    rows = 3 if field.kind is Kind.LINES else 0
    return text(field.name, 20_000 if rows else 500, rows=rows, required=False, hint=hint)


@never_cache
@login_required
def letter(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """Comes from the step's page with what was given there, and sends it along; opened by its address, it leads there."""
    case, person = handled_case(request, code, pk)
    if request.method != "POST":
        return redirect("request_step", code, pk, step)
    form = StepForm(step, case, request.POST) if step in NEXT_STEPS and step != "confirm" else None
    if form is None:
        raise Http404
    if not form.is_valid():
        return redirect("request_step", code, pk, step)
    kind = _kind(case, form)
    written = "write" in request.POST
    known = {} if written else _known(case, form, kind)
    fields = FieldsForm(kind, case, request.POST if written else None, request.FILES or None, initial=known)
    error: GongkaiError | None = None
    if written and fields.is_valid():
        try:
            made = _write(request, case, person, form, fields)
        except GongkaiError as refused:
            error = refused
            fields = _again(case, kind, request, fields)
        else:
            messages.success(request, "文书已起草，还没有提交。看一遍，没有问题的提交审核")
            return redirect("letter", code, made.pk)
    else:
        reveal(
            actor=person, what="文书里的申请人", reason="起草文书", organ=case.organ.code, target=f"request:{case.pk}"
        )
    usual, rare = fields.parts()
    shown = {
        "form": fields,
        "usual": {"visible_fields": usual},
        "rare": {"visible_fields": rare},
        "kept": _kept(request, form),
        "kind": kind,
        "step": NEXT_STEPS[step],
        "error": error,
        **_not_set(person, case, kind),
    }
    return asked_again(request, "requests/letter.html", case, preview=None if written else True, **shown)


def _not_set(person: Person, case: Request, kind: Letter) -> dict[str, object]:
    """Said at the beginning. The address for filing online is asked for where the letter may go out over the internet."""
    today = timezone.localdate()
    online = kind.remedy is not RemedyRule.NONE and case.way in ELECTRONIC
    website = lacks_website(person, case.organ, today) if online else None
    return {"unready": unready(person, case.organ, today, kind), "no_website": website}


def _kind(case: Request, form: StepForm) -> Letter:
    code = letter_code(case, form.code, form.cleaned_data)
    if code is None:
        raise Http404
    return kind_of(code)


def _known(case: Request, form: StepForm, kind: Letter) -> dict[str, Any]:
    try:
        known = values_for(case, step_of(form.code, case, form.cleaned_data), form.cleaned_data, kind)
    except GongkaiError:
        return {}
    ticked = [str(one.file.pk) for one in offered(SUBJECT, case.pk) if one.meant] if _provides(case, form) else []
    given = {"electronic": case.way in ELECTRONIC, "enclosed": ticked}
    return {f"v_{name}": value for name, value in known.items()} | given


def _provides(case: Request, form: StepForm) -> bool:
    decision = getattr(case, "decision", None)
    return form.code == "reply" and decision is not None and decision.reply in _PROVIDING


def _again(case: Request, kind: Letter, request: HttpRequest, fields: FieldsForm) -> FieldsForm:
    """With what was uploaded among the case's files and ticked: a browser sends no file a second time by itself."""
    given = request.POST.copy()
    given.setlist("enclosed", fields.keys)
    shown = FieldsForm(kind, case, given)
    shown.is_valid()
    return shown


def _enclosed(case: Request, person: Any, fields: FieldsForm) -> list[StoredFile]:
    """What was uploaded stays among the papers of the case, also where the letter is refused."""
    clean = fields.cleaned_data
    fields.keys = [str(one) for one in clean.get("enclosed", ())]
    for one in clean.get("files") or ():
        kind = Proof.HANDED_OUT.value
        paper = keep_paper(by=person, request=case, name=one.name, content=one.read(), kind=kind, now=timezone.now())
        fields.keys.append(str(paper.file_id))
    return chosen(SUBJECT, case.pk, fields.keys)


def _write(request: HttpRequest, case: Request, person: Any, form: StepForm, fields: FieldsForm) -> OutgoingLetter:
    enclosed = _enclosed(case, person, fields)
    if fields.cleaned_data["electronic"] and fields.values().get("附件") and not enclosed:
        raise RequestError(
            "文书写了附件，又是电子送达，可是没有选随文书发出的文件，申请人下载不到",
            "请勾选或者上传要发出的文件；没有文件的，把“附件”一栏清空",
        )
    return write_letter(
        by=person,
        request=case,
        version=version_of(request),
        step=form.code,
        given=form.cleaned_data,
        values=_listed(fields, enclosed),
        enclosures=enclosed,
        electronic=fields.cleaned_data["electronic"],
        now=timezone.now(),
    )


def _listed(fields: FieldsForm, enclosed: list[StoredFile]) -> dict[str, Any]:
    """附件 is not typed twice: where nobody wrote it, it is the names of what goes out."""
    values = fields.values()
    if enclosed and "附件" in fields.kind.fields and not values.get("附件"):
        values["附件"] = "\n".join(one.name.rpartition(".")[0] or one.name for one in enclosed)
    return values


def _kept(request: HttpRequest, form: StepForm) -> list[tuple[str, str]]:
    """What the step's form gave, to travel along."""
    return [(name, value) for name in form.fields for value in request.POST.getlist(name)]
