"""The wording of every letter, one file a family. Our own drafts in the official style; an office may replace each."""
