"""Tables with their labels torn from their values, as some extractors leave them.

`pieces` finds values that stand apart from their table, `pool` says which printed numbers may be table three's, `orders` how
they may be its rows, and `choice` which of these orders the relations let us believe. `heads` reads table two under the heads
of its columns.
"""
