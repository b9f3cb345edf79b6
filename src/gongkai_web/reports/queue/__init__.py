"""Files that take long to read — old Word, scans, large archives — read one at a time by a program of their own.

`jobs` keeps them, `worker` takes them one after the other, `apart` reads one in a process that can be ended, `results` is
what comes of it, `owner` says whose they are, `patience` waits for one where a page needs it at once.
"""
