"""While a PDF is made, another connection writes: on SQLite there is one writer at a time, and setting one may take seconds."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction

from gongkai_web.annual import signing
from gongkai_web.annual.errors import AnnualError
from gongkai_web.letters.converting import convert_due
from gongkai_web.organs.models import Unit
from gongkai_web.reports.downloads import FILE_FORMS, FileForm
from tests.platform.annual.desk import figure
from tests.platform.annual.test_signing import whole
from tests.platform.letters.desk import bureau, say, submitted
from tests.platform.publishing.office import NOW, Office

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\n%%EOF\n"


class Writer:
    """Somebody else who writes, in another connection, whenever a PDF is being made."""

    def __init__(self, office: Office) -> None:
        self.organ, self.wrote = office.organ, 0

    def __call__(self, *given: object, **named: object) -> bytes:
        assert not connection.in_atomic_block
        other = Thread(target=self._write)
        other.start()
        other.join(timeout=30)
        assert not other.is_alive(), "the other writer waits"
        return PDF

    def _write(self) -> None:
        with transaction.atomic():
            Unit.objects.create(organ=self.organ, name=f"科室{self.wrote}")
        self.wrote += 1
        connection.close()


def test_of_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    office = bureau()
    writer = Writer(office)
    monkeypatch.setattr("gongkai.letters.pdf.typeset", writer)
    letter = say(office.head, submitted(office))
    assert letter.pdf is None and writer.wrote == 0
    convert_due(NOW)
    letter.refresh_from_db()
    assert letter.pdf is not None and writer.wrote == 1


def test_of_the_annual_report(monkeypatch: pytest.MonkeyPatch) -> None:
    office = bureau()
    writer = Writer(office)
    monkeypatch.setitem(FILE_FORMS, "pdf", FileForm("application/pdf", writer))
    row = whole(office)
    kept = signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对")
    assert writer.wrote == 1 and kept.revision.attachments.count() == len(signing.ATTACHED)


def test_a_number_that_changed_while_the_files_were_made_is_not_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    office = bureau()

    def meanwhile(report: object) -> bytes:
        figure(office, amount=9, label="补报")
        return PDF

    monkeypatch.setitem(FILE_FORMS, "pdf", FileForm("application/pdf", meanwhile))
    row = whole(office)
    with pytest.raises(AnnualError, match="又改动过"):
        signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对")
    row.refresh_from_db()
    assert row.frozen == "" and row.item is None
