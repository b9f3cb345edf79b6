"""What is said when something personal cannot be opened, shown or sealed."""

from gongkai.errors import GongkaiError


class VaultError(GongkaiError):
    """Keys that are missing or do not fit, a sealed text that is not as it was written, a reveal without a reason."""
