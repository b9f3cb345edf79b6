"""投诉、举报 about an organ's disclosure (《条例》第四十七条、第五十一条), received by whoever watches over it.

The complaint itself is a letter of the mailbox, with its number, code, clocks, approved reply and numbers; here stands what
it has besides: which organ, what about, its statement, what was found, 督促整改 or 通报批评, and what was mended.
"""
