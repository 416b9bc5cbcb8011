"""What the next count of something may be, after some counts of it: the prediction that two modules make."""

from functools import lru_cache
from math import exp, lgamma, log


@lru_cache(maxsize=8192)
def predicted(total: float, known: float, probability: float) -> int:
    """Return the least count that what comes next does not exceed with a probability.

    For Poisson counts with Jeffreys' prior the next one is negative binomial; summed in logarithms.

    Args:
        total: What was counted so far.
        known: The part of the whole, in time or in season, in which that was counted: four periods before one are 0.8.
        probability: Between 0 and 1.
    """
    shape, count, reached = total + 0.5, 0, 0.0
    start = shape * log(known) - lgamma(shape)
    while True:
        reached += exp(start + lgamma(shape + count) - lgamma(count + 1) + count * log(1 - known))
        if reached >= probability:
            return count
        count += 1
