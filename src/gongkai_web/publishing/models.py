"""Items and their revisions; who said what about which revision; what an organ has set for its publishing."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing import columns
from gongkai_web.publishing.codes import Disclosure, Genre, Ground, Normative, Source, category_name
from gongkai_web.workflow.models import Chain


class Column(models.Model):
    """栏目. Without an organ it is one every organ has; an organ may hide those and add its own."""

    organ = models.ForeignKey(Organ, models.CASCADE, null=True, blank=True, related_name="columns")
    code = models.SlugField(max_length=40)
    top = models.CharField(max_length=10, default=columns.CONTENT)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, blank=True)
    description = models.CharField(max_length=200, blank=True)
    categories = models.JSONField(default=list, blank=True)
    order = models.PositiveIntegerField(default=0)
    hidden_by = models.ManyToManyField(Organ, blank=True, related_name="hidden_columns")

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["organ", "code"], name="column_code_once"),)

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """How an organ publishes. Everything here an office decides for itself."""

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="practice")
    index_pattern = models.CharField(max_length=100, default="{organ}/{year}-{number:05}")
    index_organ_code = models.CharField(max_length=18, blank=True)
    document_codes = models.CharField(max_length=200, blank=True)
    own_numbers = models.TextField(blank=True)
    wrong_words = models.TextField(blank=True)
    release_at_once = models.BooleanField(default=False)
    summary_limit = models.PositiveIntegerField(default=300)
    review_months = models.PositiveIntegerField(default=12)
    previous = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"practice of {self.organ_id}"


class ColumnChain(models.Model):
    """A column whose items go another way through approval than the organ's others."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="column_chains")
    column = models.ForeignKey(Column, models.CASCADE, related_name="+")
    chain = models.ForeignKey(Chain, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "column"], name="one_chain_a_column"),)

    def __str__(self) -> str:
        return f"{self.column_id} {self.chain_id}"


class Item(models.Model):
    """A piece of information. What the public sees of it is one revision, copied here in part so that lists are cheap."""

    class Public(models.TextChoices):
        NONE = "none", "未发布"
        PUBLISHED = "published", "已发布"
        RECALLED = "recalled", "已撤回"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="items")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="items")
    created_at = models.DateTimeField(default=timezone.now)
    discarded_at = models.DateTimeField(null=True, blank=True)

    public = models.CharField(max_length=10, choices=Public.choices, default=Public.NONE)
    index_number = models.CharField(max_length=100, unique=True, null=True, blank=True)
    revision = models.ForeignKey("Revision", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    # Of the published revision.
    title = models.CharField(max_length=200, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    publisher = models.CharField(max_length=100, blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="items")
    formed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    names_until = models.DateField(null=True, blank=True)

    # Validity of rules and normative documents.
    normative = models.CharField(max_length=10, choices=Normative.choices, default=Normative.NO, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    repealed_on = models.DateField(null=True, blank=True)
    repealed_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeals")
    repeal_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")
        indexes = (
            models.Index(F("organ"), F("public"), F("published_on").desc(), F("id").desc(), name="item_of_organ"),
            models.Index(F("public"), F("published_on").desc(), F("id").desc(), name="item_newest"),
            models.Index(
                F("organ"), F("column"), F("public"), F("published_on").desc(), F("id").desc(), name="item_of_column"
            ),
            models.Index(fields=["organ", "normative", "published_on"], name="item_normative"),
        )

    def __str__(self) -> str:
        return self.title or f"item {self.pk}"


class Category(models.Model):
    """The statutory categories of a published item, one row each, so that they can be asked for and counted."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="categories")
    code = models.CharField(max_length=10, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "code"], name="category_once"),)

    def __str__(self) -> str:
        return category_name(self.code)


class Revision(models.Model):
    """One state of an item's content. From submission on it never changes: another edit is another revision.

    `digest` is the SM3 over the content and the attachments (`digests`), set when submitted; every decision, secrecy
    record and publication names it. `lock` counts the saves, so that of two clerks the second is told. `drafted_by` saved
    it last; `writers` are the ids of all who saved it before. `released_at` is when the public first saw it: a revision
    that was superseded without it never went out.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        IN_REVIEW = "in_review", "审核中"
        RETURNED = "returned", "已退回"
        REJECTED = "rejected", "未通过"
        APPROVED = "approved", "待发布"
        PUBLISHED = "published", "已发布"
        FILED = "filed", "已登记（不主动公开）"
        SUPERSEDED = "superseded", "已被新稿取代"

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="revisions")
    writers = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    lock = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    title = models.CharField(max_length=200, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="+")
    genre = models.CharField(max_length=20, choices=Genre.choices, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    categories = models.JSONField(default=list, blank=True)
    keywords = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    formed_on = models.DateField(null=True, blank=True)
    first_published_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.OWN)
    joint_organs = models.CharField(max_length=200, blank=True)
    source_name = models.CharField(max_length=100, blank=True)
    disclosure = models.CharField(max_length=12, choices=Disclosure.choices, default=Disclosure.ACTIVE)
    ground = models.CharField(max_length=4, choices=Ground.choices, blank=True)
    ground_reason = models.TextField(blank=True)
    approval_needed = models.CharField(max_length=100, blank=True)
    approval_number = models.CharField(max_length=100, blank=True)
    names_until = models.DateField(null=True, blank=True)
    normative = models.CharField(max_length=10, choices=Normative.choices, default=Normative.NO, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    release_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    correction_note = models.TextField(blank=True)

    class Meta:
        ordering = ("item", "number")
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=("draft", "in_review", "returned", "approved")),
                name="one_open_revision",
            ),
        )
        indexes = (models.Index(fields=["state", "release_at"], name="revision_waiting"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Attachment(models.Model):
    """A file of a revision. The main one is the text itself, handed in as docx or PDF."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    is_main = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-is_main", "order", "pk")

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """Somebody says by name why a finding of severity error does not stand in the way (or what was done about it)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="answers")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    quote = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "fingerprint"], name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.rule}: {self.text}"


class SecrecyReview(models.Model):
    """保密审查表: one reviewer's record on one exact revision (《条例》第十七条; 保守国家秘密法实施条例第四十二条)."""

    class Conclusion(models.TextChoices):
        OPEN = "open", "可以公开"
        PARTIAL = "partial", "部分公开（遮盖后）"
        ON_REQUEST = "on_request", "依申请公开"
        WITHHELD = "withheld", "不予公开"
        REFER = "refer", "不能确定，报有关主管部门或者保密行政管理部门确定"

    item = models.ForeignKey(Item, models.PROTECT, related_name="secrecy_reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="secrecy_reviews")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answers = models.JSONField(default=dict)
    conclusion = models.CharField(max_length=12, choices=Conclusion.choices)
    masked = models.TextField(blank=True)
    referred_to = models.CharField(max_length=100, blank=True)
    opinion = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_conclusion_display()}"


class Link(models.Model):
    """What one published item says of another; read from both ends."""

    class Kind(models.TextChoices):
        INTERPRETS = "interprets", "解读"
        REPEALS = "repeals", "废止"
        REPLACES = "replaces", "取代"
        AMENDS = "amends", "修改"
        CLARIFIES = "clarifies", "澄清"
        RELATES = "relates", "相关"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.ForeignKey(Item, models.CASCADE, related_name="links")
    target = models.ForeignKey(Item, models.CASCADE, related_name="linked_from")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "source", "target"], name="linked_once"),)

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Withholding(models.Model):
    """不公开登记: an item that was decided not to be disclosed of its own accord, and when that is looked at again
    (《条例》第十八条). It ends when the item is disclosed after all, or another revision takes its place."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="withholdings")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="withholding")
    filed_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("review_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["item"], condition=Q(ended_on__isnull=True), name="withheld_once"),
        )
        indexes = (models.Index(fields=["review_on"], condition=Q(ended_on__isnull=True), name="withheld_due"),)

    def __str__(self) -> str:
        return f"{self.item_id} until {self.review_on}"


class Reassessment(models.Model):
    """What came of looking again at what is withheld (定期评估审查). Never changed."""

    class Result(models.TextChoices):
        STAYS = "stays", "继续不公开"
        ACTIVE = "active", "转为主动公开"
        ON_REQUEST = "on_request", "转为依申请公开"

    withholding = models.ForeignKey(Withholding, models.CASCADE, related_name="reassessments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    result = models.CharField(max_length=12, choices=Result.choices)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.withholding_id}: {self.get_result_display()}"


class Counter(models.Model):
    """The last number given in a scope (an organ and a year). Numbers are never given twice; gaps may be."""

    scope = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"


class Edition(models.Model):
    """Grows with whatever changes what the public sees. Pages kept in memory are kept under a number of it; `scope` is whose
    pages change with it (`editions`)."""

    scope = models.CharField(max_length=40, unique=True, default="*")
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


def first_day(revision: Revision, day: date) -> date:
    """发布日期: of first publication elsewhere where the item is older than this platform."""
    return revision.first_published_on or day
