"""What is asked of whoever has a dossier made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.datastructures import MultiValueDict

from gongkai_web.dossiers.contents import Document
from gongkai_web.dossiers.kinds import PROVES, Purpose
from gongkai_web.dossiers.ordering import usual
from gongkai_web.frame.forms import Form


class OrderForm(Form):
    to = forms.CharField(
        label="送给哪个机关", max_length=100, help_text="例如复议机关、受理的人民法院的全称，印在封面上"
    )


class Line:
    """One document to choose: ticked or not, and what it is evidence of."""

    def __init__(self, document: Document, ticked: bool, proves: str) -> None:
        self.document, self.ticked, self.proves = document, ticked, proves
        self.behind = document.stays_behind


def lines_of(documents: Sequence[Document], purpose: Purpose, given: MultiValueDict[str, str] | None) -> Iterator[Line]:
    """As they usually are, or as they were sent."""
    chosen = set(given.getlist("take")) if given is not None else None
    for one in documents:
        ticked = usual(one, purpose) if chosen is None else one.key in chosen
        said = PROVES.get(one.group, "")
        yield Line(one, ticked, said if given is None else given.get(f"proves_{one.key}", said))
