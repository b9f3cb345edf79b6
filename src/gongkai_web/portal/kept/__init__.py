"""Public pages kept in the memory of a process, each under the public's edition it was made in: none outlives a recall."""
