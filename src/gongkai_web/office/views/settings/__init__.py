"""设置 of an organ: an overview of cards, and the pages of those cards that are the office's own."""
