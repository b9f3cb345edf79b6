"""What is done with disputes; each verb is one transaction with one entry in the log."""

from gongkai_web.disputes.services.filing import add_paper
from gongkai_web.disputes.services.mending import amend, strike, void
from gongkai_web.disputes.services.recording import Filing, record
from gongkai_web.disputes.services.taking import Given, preview, take

__all__ = ["Filing", "Given", "add_paper", "amend", "preview", "record", "strike", "take", "void"]
