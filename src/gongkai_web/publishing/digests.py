"""The digest that stands for one exact revision: SM3 over everything the public could see of it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from gongkai_web.audit.chain import canonical
from gongkai_web.publishing.models import Attachment, Revision

CONTENT = (
    "title",
    "document_number",
    "column_id",
    "genre",
    "subject",
    "categories",
    "keywords",
    "summary",
    "body",
    "formed_on",
    "first_published_on",
    "source",
    "joint_organs",
    "source_name",
    "disclosure",
    "ground",
    "ground_reason",
    "approval_needed",
    "approval_number",
    "names_until",
    "normative",
    "effective_on",
    "expires_on",
    "correction_note",
)
"""Every field of a revision that is content. When it is to be released is not: that may be put off without another review."""


def digest_of(revision: Revision) -> str:
    """64 hexadecimal digits; another byte in the text or in an attachment gives others."""
    content = {name: _plain(getattr(revision, name)) for name in CONTENT}
    files = [_attached(one) for one in revision.attachments.select_related("file")]
    said = canonical({"item": revision.item_id, "content": content, "attachments": files})
    return hashlib.new("sm3", said.encode()).hexdigest()


def _attached(attachment: Attachment) -> list[Any]:
    return [attachment.name, attachment.is_main, attachment.order, attachment.file.sm3]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
