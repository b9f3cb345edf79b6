"""What this part keeps: drafts someone asked to keep, the reports shown as examples, and files that wait to be read."""

from __future__ import annotations

from django.db import models


class SavedReport(models.Model):
    """A draft of an annual report, kept because its writer asked. Who holds the link holds the draft; it then expires."""

    token_hash = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}, revision {self.revision}"


class ExampleReport(models.Model):
    """A published report that anyone may open to see what checking does, with how many findings it has."""

    slug = models.SlugField(unique=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    agency = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.file_name


class ReadingJob(models.Model):
    """A file that takes long to read, kept until it is read; then its outcome, for a short while, for whom it is.

    `batch` is the address of the files that came together, `owner_hash` that of the browser they came from: both are
    needed to see anything. `turn` is how many files of the same browser stood before it when it came.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    batch = models.CharField(max_length=40, db_index=True)
    owner_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    outcome = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    turn = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["state", "turn", "id"], name="reading_turns"),)

    def __str__(self) -> str:
        return f"reading {self.pk}, {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class Reader(models.Model):
    """When the program that reads the waiting files was last heard of; one row."""

    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seen at {self.seen_at:%Y-%m-%d %H:%M:%S}"
