"""Items from draft to portal: revisions, findings, secrecy review, index numbers, recall, correction, validity."""
