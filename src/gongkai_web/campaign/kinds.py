"""The short lists of this part: codes that never change, with the words people read."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far an organ's report of the year has come. Never stored: `standing.py` derives it. Lateness stands beside it."""

    NOT_BEGUN = "not_begun", "未开始"
    DRAFTING = "drafting", "起草中"
    SIGNED = "signed", "待报送"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接受"
    PUBLISHED = "published", "已公布"
    EXCUSED = "excused", "不用报送"


class Source(models.TextChoices):
    """Where a submission came from."""

    PLATFORM = "platform", "在本平台编制、签发"
    UPLOAD = "upload", "上传文件读取"
    LINK = "link", "一次性链接报送"


class Outcome(models.TextChoices):
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "接受"


class Answer(models.TextChoices):
    MENDED = "mended", "已改"
    EXPLAINED = "explained", "说明"
