"""A text field whose column holds only what is sealed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact, IsNull

from gongkai_web.vault.sealing import seal, unseal


class SealedTextField(models.TextField):
    """A str in Python, ciphertext in the database. To be matched, a value needs a blind index beside it (`vault.blind`).

    The only questions to the column are `isnull` and `exact=""`; others, and ordering by what they would compare, would
    silently find nothing, and are refused. Not for append-only tables: a new key is put in by rewriting the column.
    """

    description = "Text, sealed at rest"

    @property
    def bound_to(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return value if value is None else unseal(value, bound_to=self.bound_to)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return super().get_db_prep_save(value, connection)
        return seal(str(value), bound_to=self.bound_to)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return IsNull
        if lookup_name == "exact":
            return _ExactlyNothing
        raise FieldError(f"{self.bound_to} is sealed: it cannot be asked for {lookup_name}; match a blind index")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.bound_to} is sealed: {lookup_name} has nothing to work on")

    def value_to_string(self, obj: Any) -> str:
        """Django's `dumpdata` would write it in the open."""
        raise FieldError(f"{self.bound_to} is sealed and is not written out; use the database's own backup")


class _ExactlyNothing(Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("a sealed field cannot be compared; match a blind index")
        return ""
