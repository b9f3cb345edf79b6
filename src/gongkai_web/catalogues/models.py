"""Catalogues of an organ and their versions, rows, the items placed on them, and the duties that arise from them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue import FIELDS, Period, PeriodKind
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Item


class Catalogue(models.Model):
    """The catalogue of one field (领域) in one organ. `field` is a code of the library's list, or "" with a name of its
    own; another version of the same field is taken into the same catalogue."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="catalogues")
    field = models.SlugField(max_length=40, blank=True)
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "name", "pk")
        constraints = (models.UniqueConstraint(fields=["organ", "name"], name="one_catalogue_a_field"),)

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def field_name(self) -> str:
        known = FIELDS.of_code(self.field)
        return known.name if known else self.name


class Version(models.Model):
    """One file that was taken in: who, when, what changed, and every note of the reading, so that nothing is forgotten."""

    catalogue = models.ForeignKey(Catalogue, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ("catalogue", "-number")
        constraints = (models.UniqueConstraint(fields=["catalogue", "number"], name="version_number_once"),)

    def __str__(self) -> str:
        return f"{self.catalogue_id}/{self.number}"


class Row(models.Model):
    """One 二级事项 of a catalogue. Several rows of one name (because their periods differ) are counted as one.

    `channels` are pairs of name and choice, `notes` what is doubtful about it. `applies` may be switched off, with a reason,
    for what an organ does not have. `since` is the day it came into the catalogue; `retired_on` the day it left. A period
    that a person settled has `period_settled`. `fallen_on`: up to this day its periodic duties have been made.
    """

    catalogue = models.ForeignKey(Catalogue, models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    process = models.CharField(max_length=100, blank=True)
    first = models.CharField(max_length=200, blank=True)
    second = models.CharField(max_length=300)
    third = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    responsible = models.CharField(max_length=300, blank=True)
    channels = models.JSONField(default=list, blank=True)
    audience = models.JSONField(default=list, blank=True)
    group = models.CharField(max_length=300, blank=True)
    manners = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=list, blank=True)
    more = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)

    period_text = models.TextField(blank=True)
    period_kind = models.CharField(max_length=12, default=PeriodKind.MANUAL)
    period_number = models.PositiveIntegerField(null=True, blank=True)
    period_month = models.PositiveSmallIntegerField(null=True, blank=True)
    period_day = models.PositiveSmallIntegerField(null=True, blank=True)
    period_working = models.BooleanField(default=False)
    period_certain = models.BooleanField(default=False)
    period_settled = models.BooleanField(default=False)

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="catalogue_rows")
    applies = models.BooleanField(default=True)
    applies_reason = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    fallen_on = models.DateField(null=True, blank=True)
    items: models.ManyToManyField[Item, Placement] = models.ManyToManyField(
        Item, through="Placement", related_name="catalogue_rows"
    )

    class Meta:
        ordering = ("catalogue", "order", "pk")
        indexes = (
            models.Index(fields=["catalogue", "order"], name="row_of_catalogue"),
            models.Index(fields=["period_kind", "fallen_on"], name="row_periodic"),
        )

    def __str__(self) -> str:
        return f"{self.first} · {self.second}" if self.first else self.second

    @property
    def key(self) -> tuple[str, str]:
        return self.first, self.second

    @property
    def period(self) -> Period:
        return Period(
            kind=PeriodKind(self.period_kind),
            number=self.period_number,
            month=self.period_month,
            day=self.period_day,
            text=self.period_text,
            certain=self.period_certain,
            working=self.period_working,
        )

    @property
    def counts(self) -> bool:
        """Whether it is one of those that the organ has to fill."""
        return self.applies and self.retired_on is None


class Placement(models.Model):
    """An item stands on a row: it is what the row asks for."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="placements")
    row = models.ForeignKey(Row, models.CASCADE, related_name="placements")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["item", "row"], name="placed_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} on {self.row_id}"


class Duty(models.Model):
    """Work is done, or a year, quarter or month is over: by `due_on` it must be public (《条例》第二十六条).

    `occurrence` names the year, quarter or month of a periodic row and is made once. `steps` say how the day was found.
    Settled by the publication of its item, or dropped with a reason.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="duties")
    row = models.ForeignKey(Row, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="duties")
    about = models.CharField(max_length=200)
    occurrence = models.CharField(max_length=40, blank=True)
    arose_on = models.DateField()
    due_on = models.DateField()
    steps = models.JSONField(default=list)
    provisional = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()

    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="duties")
    settled_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name_plural = _("duties")
        constraints = (
            models.UniqueConstraint(fields=["row", "occurrence"], condition=~Q(occurrence=""), name="falls_due_once"),
        )
        indexes = (
            models.Index(fields=["organ", "settled_on", "dropped_on", "due_on"], name="duty_of_organ"),
            models.Index(fields=["unit", "settled_on", "dropped_on", "due_on"], name="duty_of_unit"),
        )

    def __str__(self) -> str:
        return self.about

    @property
    def is_open(self) -> bool:
        return self.settled_on is None and self.dropped_on is None

    def is_overdue(self, day: date) -> bool:
        return self.is_open and self.due_on < day
