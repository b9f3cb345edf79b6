"""Pages of the roll-up of a campaign."""
