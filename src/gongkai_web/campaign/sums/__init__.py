"""汇总: a campaign's reports added up for the government, each number open to its organs."""
