"""卷宗: a request's whole file as one paged PDF, for the archive, the reconsideration organ or the court; its printed forms."""
