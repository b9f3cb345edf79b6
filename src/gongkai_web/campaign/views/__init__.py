"""Pages of collecting reports: the board, one organ's filing, one copy, and the organ's own side."""
