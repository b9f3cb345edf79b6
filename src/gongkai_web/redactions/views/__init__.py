"""Pages of redactions: those of a request, one with its boxes, its result, its list for the archive."""
