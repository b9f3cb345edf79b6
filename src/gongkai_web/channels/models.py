"""The channels of an organ, and what was put on them when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F

from gongkai_web.channels.counts import said_count, said_day
from gongkai_web.channels.kinds import NEW_MEDIA, WITH_ADDRESS, Kind, Precision
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Item


class Channel(models.Model):
    """One place where an organ publishes: an account, a board, a screen. Both days of its time are part of it."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["organ", "name"], name="channel_named_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_new_media(self) -> bool:
        return self.kind in NEW_MEDIA

    @property
    def is_on_the_web(self) -> bool:
        return self.kind in WITH_ADDRESS

    def runs_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Import(models.Model):
    """A table of old records as it was handed in: kept whole, with what became of each of its rows.

    `called` is which channel (its key) a word of the table means, as a person said; `rows` is what was read, `outcome` what
    was not taken over and why; neither is ever cut short.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "待确认"
        DONE = "done", "已登记"
        DROPPED = "dropped", "已放弃"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="channel_imports")
    name = models.CharField(max_length=200)
    sm3 = models.CharField(max_length=64)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="+")
    called = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREVIEW)
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    outcome = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class Record(models.Model):
    """Something was made public on a channel. Corrected or struck out with a reason, never deleted.

    `on` is the day, or the first of the month or year that is all that is known (`precision`). `count` above 1 is a sum
    nobody can take apart any more; `approximate` what was written as 余 or 约.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="channel_records")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="records")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="channel_records")
    title = models.CharField(max_length=200)
    on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    count = models.PositiveIntegerField(default=1)
    approximate = models.BooleanField(default=False)
    address = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="channel_records")
    drafted_by = models.CharField(max_length=40, blank=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    released_by = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="records")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock = models.PositiveIntegerField(default=0)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-on", "-pk")
        indexes = (
            models.Index(F("organ"), F("on").desc(), F("id").desc(), name="record_newest"),
            models.Index(fields=["channel", "on"], name="record_of_channel"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.title}"

    @property
    def said_day(self) -> str:
        return said_day(self.on, self.precision)

    @property
    def said_count(self) -> str:
        return said_count(self.count, self.approximate)

    @property
    def is_link(self) -> bool:
        return self.address.startswith(("https://", "http://"))

    @property
    def lacks_names(self) -> bool:
        """A post of new media whose drafter, reviewer or releaser is not named."""
        named = self.drafted_by and self.reviewed_by and self.released_by
        return self.channel.is_new_media and not named
