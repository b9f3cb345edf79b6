"""年报数据: what published annual reports say, over the years and over organs, for anyone."""
