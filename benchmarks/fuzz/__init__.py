"""Truncated, mutated and hostile files of every form: what the reading does with what nobody should send it."""
