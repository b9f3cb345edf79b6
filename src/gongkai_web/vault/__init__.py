"""Personal data: sealed at rest, matched by keyed digests, shown masked, revealed by a logged act, erased in time."""
