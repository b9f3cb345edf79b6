"""Who: the tree of organs with its history, their units, the people, their posts, and who stands in for whom."""
