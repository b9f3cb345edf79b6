"""Gongkai 公开: the law's arithmetic and the annual report of open government information.

The import costs nothing beyond the standard library; what reads or writes a file form is loaded when it is used.
"""

__version__ = "0.1.0"
