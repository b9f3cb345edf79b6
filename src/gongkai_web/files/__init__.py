"""Uploaded files: what they really are, where they lie, and the one gate through which they leave."""
