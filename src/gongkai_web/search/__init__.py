"""Full-text search over published items: an index that is a copy, every hit of which passes the gate."""
