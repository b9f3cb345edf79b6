"""Figures stated by hand, documents that are not on the platform, the report of a year, what was changed in it, and the text
reports begin with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai_web.annual.kinds import DocumentKind, Ending, Ledger, Work
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Item, Revision


class Kept(models.Model):
    """Something a person writes down for the report. Struck out, never deleted; `lock` counts the changes, so that of two
    clerks the second is told."""

    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock = models.PositiveIntegerField(default=0)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Stated(Kept):
    """With its source, and who vouches for it."""

    source = models.CharField(max_length=200)
    vouched_by = models.CharField(max_length=40)
    batch = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class WorkRecord(Kept):
    """A meeting, a training, an inspection … `people` empty: nobody was counted, which is not 0."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_work")
    kind = models.CharField(max_length=16, choices=Work.choices)
    on = models.DateField()
    title = models.CharField(max_length=200)
    people = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=["organ", "on"], name="annual_work_of_year"),)

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class Figure(Stated):
    """One line of a ledger the platform does not keep: so many decisions, or so much money. 0 is stated like any number;
    a ledger without a line is not filled in."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_figures")
    year = models.PositiveSmallIntegerField()
    ledger = models.CharField(max_length=20, choices=Ledger.choices)
    label = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    count = models.PositiveBigIntegerField(null=True, blank=True)
    yuan = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("ledger", "pk")
        indexes = (models.Index(fields=["organ", "year", "ledger"], name="figure_of_year"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ledger="charges", yuan__isnull=False, count__isnull=True)
                | (~Q(ledger="charges") & Q(count__isnull=False, yuan__isnull=True)),
                name="figure_of_its_ledger",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.label}"

    @property
    def amount(self) -> str:
        return f"{self.yuan:f} 元" if self.yuan is not None else f"{self.count} 件"


class OtherDocument(Stated):
    """规章 or 行政规范性文件 that stands only in an older place: it counts as long as it holds."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    issued_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    class Meta:
        ordering = ("-issued_on", "-pk")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Report(models.Model):
    """The report of a year. A correction after publication is a further one, with a higher `number` and its note.

    The texts hold fields ({新收}) instead of figures. From submission on `frozen` is the report as JSON, and what is shown;
    `revision` is the revision of the portal's item it was frozen into: sent back, it is counted anew from the records.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    opening = models.TextField(blank=True)
    overall = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    other = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    correction_note = models.CharField(max_length=500, blank=True)
    lock = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    explanation = models.CharField(max_length=500, blank=True)
    frozen = models.TextField(blank=True)
    frozen_facts = models.TextField(blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="annual_reports")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-year", "-number")
        constraints = (models.UniqueConstraint(fields=["organ", "year", "number"], name="annual_report_once"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"


class Wording(models.Model):
    """The text an organ begins its reports with. An empty part is the platform's own."""

    organ = models.OneToOneField(Organ, models.PROTECT, related_name="annual_wording")
    opening = models.TextField(blank=True)
    overall = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    other = models.TextField(blank=True)
    lock = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organ}"


class Change(models.Model):
    """A cell that a person set by hand. `computed` is what the records gave at that moment; what they give now is shown
    beside it. `origin`: the address of the page the number was taken from, "" where a person typed it. Undone by
    `undone_at`, never deleted but with a correction that is given up."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="changes")
    path = models.CharField(max_length=80)
    value = models.CharField(max_length=40)
    computed = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300)
    origin = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["report", "path"], condition=Q(undone_at=None), name="one_change_a_cell"),
        )

    def __str__(self) -> str:
        return f"{self.path} = {self.value}"


class Earlier(models.Model):
    """The report of a year as it was published elsewhere: read from its file, and confirmed by a person."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_earlier")
    year = models.PositiveSmallIntegerField()
    content = models.TextField()
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock = models.PositiveIntegerField(default=0)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=["organ", "year"], name="annual_earlier_once"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"
