"""The annual report on the web: checking one that is written, and writing one. All arithmetic is the library's."""
