"""What is asked about a joint matter, and which file is compared."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.report.forms import APPLICANTS, COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS, OUTCOME_LABELS, outcome_in_full
from gongkai.report.rollup import cells_of_dispute, cells_of_request
from gongkai_web.campaign.models import Filing
from gongkai_web.frame.forms import Form
from gongkai_web.reports.uploads import upload_limits

DOCUMENT, REQUEST, DISPUTE, DECISION = "document", "request", "dispute", "decision"
KINDS = (
    (DOCUMENT, "共同制发的行政规范性文件"),
    (REQUEST, "共同办理的一件申请"),
    (DISPUTE, "共同的行政复议、诉讼"),
    (DECISION, "共同作出的许可、处罚、强制决定"),
)
_DOCUMENTS = {
    "issued": ("本年制发，现行有效", ("issued", "in_force")),
    "issued_ended": ("本年制发，本年又废止", ("issued", "repealed")),
    "in_force": ("以前制发，现行有效", ("in_force",)),
    "repealed": ("以前制发，本年废止", ("repealed",)),
}
_DECISIONS = {"licensing": "行政许可", "penalties": "行政处罚", "compulsory_measures": "行政强制"}
_ENTERED = (("new", "本年新收"), ("carried_in", "上年结转"))
_ENDED = (*((key, outcome_in_full(key)) for key in OUTCOME_LABELS), ("carried_out", "没有办结，结转下年"))
_DISPUTES = tuple(
    (f"{group}.{result}", f"{group_name}，{result_name}")
    for group, group_name in DISPUTE_GROUPS.items()
    for result, result_name in DISPUTE_RESULTS.items()
    if result != "total"
)


class JointForm(Form):
    """The cells follow from the answers: a request stands in six cells, and taking it from five would unbalance the sum."""

    kind = forms.ChoiceField(label="是什么", choices=KINDS, widget=forms.RadioSelect)
    document = forms.ChoiceField(
        label="文件的情况", choices=[(key, words) for key, (words, _) in _DOCUMENTS.items()], required=False
    )
    entered = forms.ChoiceField(label="申请是哪年收到的", choices=_ENTERED, required=False)
    outcome = forms.ChoiceField(label="申请的办理结果", choices=_ENDED, required=False)
    applicant = forms.ChoiceField(label="申请人", choices=[(key, COLUMNS[key]) for key in APPLICANTS], required=False)
    dispute = forms.ChoiceField(label="复议、诉讼的结果", choices=_DISPUTES, required=False)
    decision = forms.ChoiceField(label="决定的种类", choices=list(_DECISIONS.items()), required=False)
    count = forms.IntegerField(label="几件", min_value=1, max_value=100_000, initial=1)
    organs = forms.ModelMultipleChoiceField(
        label="哪些机关各自计了",
        queryset=Filing.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="只选报告里已经计了这一件的机关；汇总里留一次，其余减去。",
    )
    reason = forms.CharField(label="原因", max_length=300, help_text="例如“青教发〔2025〕3号，两家联合发文”。")

    def __init__(self, *args: Any, filings: list[Filing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organs"]
        field.queryset = Filing.objects.filter(pk__in=[one.pk for one in filings])  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.name  # type: ignore[attr-defined]

    def cells(self) -> tuple[str, ...]:
        given = self.cleaned_data
        if given["kind"] == DOCUMENT:
            columns = _DOCUMENTS[given["document"] or "issued"][1]
            return tuple(f"proactive.normative_documents.{column}" for column in columns)
        if given["kind"] == REQUEST:
            return cells_of_request(given["entered"] or "new", given["outcome"] or "granted", given["applicant"])
        if given["kind"] == DISPUTE:
            group, _, result = given["dispute"].partition(".")
            return cells_of_dispute(group, result)
        return (f"proactive.{given['decision']}",)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        asked = {
            DOCUMENT: ("document",),
            REQUEST: ("entered", "outcome", "applicant"),
            DISPUTE: ("dispute",),
            DECISION: ("decision",),
        }
        for name in asked.get(given.get("kind", ""), ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"请选择{self.fields[name].label}。")
        if "organs" in given and len(given["organs"]) < 2:
            self.add_error("organs", "请至少选两个机关。")
        return given


class FileForm(Form):
    file = forms.FileField(
        label="本级政府的报告", help_text="Word、PDF、表格、网页或者本系统的 JSON。只用来比较，不保存。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = upload_limits()["accept"]
