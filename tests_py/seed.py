"""One seed for every random choice of the suites."""

import os
import random

DEFAULT_SEED = 20250711
VARIABLE = "PIIGO_TEST_SEED"

SEED = int(os.environ.get(VARIABLE, str(DEFAULT_SEED)))


def rng(*names: object) -> random.Random:
    """A generator that depends on the seed and on the names, nothing else."""
    return random.Random(":".join(map(str, (SEED, *names))))
