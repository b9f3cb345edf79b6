"""What the citizen's pages keep: a draft for a few days, the hash of a code, messages, how often somebody tried."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Applicant, Request
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
    """Number and code of one letter open all requests that came of it. The code is shown once, and kept as a digest.

    `tells`: e-mail or SMS is sent when something happens. `language` is that of the pages the form was filled in on.
    """

    applicant = models.OneToOneField(Applicant, models.CASCADE, related_name="access")
    first = models.OneToOneField(Request, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64)
    tells = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.first_id)


class Message(models.Model):
    """Between applicant and organ, about one request; `by` None: the applicant. Sealed, for people write about themselves."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="messages")
    text = SealedTextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.at:%Y-%m-%d}"


class Attempt(models.Model):
    """One try of something that is limited; `source` is a keyed digest of where it came from."""

    what = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "source", "at"], name="applicant_attempt"),)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class Mark(models.Model):
    """How far the log has been looked through for what applicants are told; one row."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class Notice(models.Model):
    """One e-mail or SMS that says that something happened. Where it goes is looked up when it is sent, and not kept."""

    class Way(models.TextChoices):
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENDING = "sending", "正在发"
        SENT = "sent", "已发"
        FAILED = "failed", "没有发成"

    request = models.ForeignKey(Request, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=60)
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["state"], name="applicant_notice"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.key} {self.way}"


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
