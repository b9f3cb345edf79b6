"""年报: an organ's own annual report, counted from its records, every cell open down to them, kept and signed."""
