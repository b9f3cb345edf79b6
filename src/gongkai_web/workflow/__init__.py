"""Approval chains as data: stages, decisions bound to an exact revision, withdrawal, reminders. Used by several apps."""
