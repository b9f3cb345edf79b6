"""Pages of the annual report: the years, one year's report, behind a cell, its ledgers, its text."""
