"""Tables with their labels torn from their values, as some extractors leave them.

`pieces` finds values that stand apart from their table, `pool` says which printed numbers may be table three's and `orders`
how they may be its rows; what comes from there is tried against every relation before it is believed. `heads` reads table
two under the heads of its columns.
"""
