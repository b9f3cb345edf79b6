"""Files as they come to a reader: a report from any writer, through any converters and extractors, with its truth."""
