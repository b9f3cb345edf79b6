"""The log of what was done: append-only, each entry bound to the one before it."""
