"""Pages of organs outside the platform: the one they file on without an account, and those of the collecting office."""
