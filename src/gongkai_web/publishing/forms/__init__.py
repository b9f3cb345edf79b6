"""The shape of what is typed about items. What may be is decided by the services."""
