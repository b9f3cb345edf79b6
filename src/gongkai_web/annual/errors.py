"""What this part refuses, said to the person who asked."""

from gongkai.errors import GongkaiError


class AnnualError(GongkaiError):
    """A step that may not be; the text says why and what to do."""


class ChangedError(AnnualError):
    """Somebody else has saved since the page was opened."""


class RowsError(AnnualError):
    """A table of which some rows cannot be taken over; `rows` says of each what is wrong, and nothing was kept."""

    def __init__(self, text: str, remedy: str, rows: list[tuple[int, str]]) -> None:
        super().__init__(text, remedy)
        self.rows = rows
