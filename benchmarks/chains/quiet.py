"""Libraries that speak while they work are told not to."""

from __future__ import annotations

import logging
import warnings


def quiet() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
