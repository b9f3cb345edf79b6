"""A file as it was handed in: kept under the SM3 of its content, never changed."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from gongkai_web.organs.models import Organ, Person


class StoredFile(models.Model):
    """One upload. The same content handed in twice lies on the disk once, and is two rows.

    `kind` is what the content was found to be (docx, pdf, png …), whatever the name says. A sealed file is never served
    to the public, even when what it belongs to is published (the original beneath a redaction).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="files")
    sm3 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    size = models.BigIntegerField()
    sealed = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="uploads")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("file", args=(self.pk, self.name))


class FileText(models.Model):
    """The words of a content, read once, whoever handed it in and under whatever name."""

    class State(models.TextChoices):
        READ = "read", "已读出"
        SLOW = "slow", "要转换或识别后才能读"
        UNREADABLE = "unreadable", "读不出文字"

    sm3 = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=10, choices=State.choices)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.sm3
