"""Pages of requests: the board, one request, its steps, the guide to the decision, registers."""
