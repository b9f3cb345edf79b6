"""Pages of the affairs: the overview, one affair with its five stages, and what is done there."""
