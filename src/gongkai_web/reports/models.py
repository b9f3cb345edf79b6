"""The two things this part keeps: drafts someone asked to keep, and the reports shown as examples."""

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
