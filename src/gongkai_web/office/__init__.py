"""The back office: its frame, 今天, and the people of an organ."""
