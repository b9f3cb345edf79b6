"""Public pages only: home, what happens to files, errors; and what every page shares."""
