"""What the citizen's pages keep: a draft for a few days, the hash of a code, messages, how often somebody tried."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from gongkai_web.frame.telling import MarkOfLog, NoticeOfProgress
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Applicant, Correction, Request
from gongkai_web.vault.fields import SealedTextField


class Draft(models.Model):
    """A form that is being filled in, page by page. Only the browser that began it has the token; `answers` is JSON.

    No file is kept with it: a scan of an identity card is sent with the finished form, or not at all.
    """

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    answers = SealedTextField(default="{}")
    saved_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.organ_id} {self.saved_at:%Y-%m-%d}"


class Access(models.Model):
    """Number and code of one letter open all requests that came of it, or the correction that was asked for in it. The code is
    shown once, and kept as a digest; the number is that of `first` or of `correction`.

    `tells`: e-mail or SMS is sent when something happens. `language` is that of the pages the form was filled in on.
    """

    applicant = models.OneToOneField(Applicant, models.CASCADE, related_name="access")
    first = models.OneToOneField(Request, models.PROTECT, null=True, related_name="+")
    correction = models.OneToOneField(Correction, models.PROTECT, null=True, related_name="+")
    code_hash = models.CharField(max_length=64)
    tells = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The one the code is bound to."""
        about = self.first or self.correction
        return about.number if about else ""


class Message(models.Model):
    """Between applicant and organ, about one request or one correction; `by` None: the applicant. Sealed, for people write
    about themselves."""

    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="messages")
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="messages")
    text = SealedTextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id or self.correction_id} {self.at:%Y-%m-%d}"


class Attempt(models.Model):
    """One try of something that is limited; `source` is a keyed digest of where it came from."""

    what = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "source", "at"], name="applicant_attempt"),)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class Mark(MarkOfLog):
    """How far the log has been looked through for what applicants are told; one row."""


class Notice(NoticeOfProgress):
    """What an applicant is told, of a request or of a correction."""

    request = models.ForeignKey(Request, models.CASCADE, null=True, related_name="notices")
    correction = models.ForeignKey(Correction, models.CASCADE, null=True, related_name="notices")

    class Meta(NoticeOfProgress.Meta):
        indexes = (models.Index(fields=["state"], name="applicant_notice"),)

    def __str__(self) -> str:
        return f"{self.request_id or self.correction_id} {self.key} {self.way}"


class PublicAnswer(models.Model):
    """What the organ tells everybody of a request it answered: its own words, without the applicant. `withdrawn_at`: no longer."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="public_answer")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    answer = models.TextField()
    answered_on = models.DateField()
    published_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-answered_on", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("answered_request", args=(self.organ.code, self.pk))
