"""The whole column of an organ as plain pages and files, for a county's site to host under its own head and foot."""
