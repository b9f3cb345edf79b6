"""复议诉讼: reconsiderations and suits over openness, our answers, what became of them, table four, and what is at risk."""
