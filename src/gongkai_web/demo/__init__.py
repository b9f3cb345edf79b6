"""What `make run` shows at first: an invented county, how its townships publish, and five real reports."""
