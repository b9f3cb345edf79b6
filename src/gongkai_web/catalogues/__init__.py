"""The standard catalogues of what is to be disclosed: rows, coverage, duties that fall due."""
