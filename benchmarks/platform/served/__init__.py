"""The platform as it is served, with one page more: the bare one that the others are held against."""
