"""The back-office page of the export: asking for it, how it stands, what the host has confirmed."""
