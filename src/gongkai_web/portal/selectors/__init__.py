"""What public pages read. Items come through `publishing.gate` alone."""
