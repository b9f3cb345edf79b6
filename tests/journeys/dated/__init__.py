"""A day of its own for each browser window: what takes weeks in an office is shown in seconds. Tests only: nothing of it is
in the distribution, and the platform asks for the time as it always does."""
