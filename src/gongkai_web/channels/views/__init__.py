"""Pages of the channels: the numbers, the records behind them, entry, import, settings, and the act on an item's page."""
