"""The rounds of random options that the suites of detecting and masking share."""

from collections.abc import Callable, Sequence
from typing import Any

from piigo import Detector
from tests_py import generate, oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import noted
from tests_py.generate_options import FORMS, in_form, options
from tests_py.seed import rng

Compare = Callable[[Any, Sequence[Detector], str], None]
"""Compares the original with each detector on a text; AssertionError if they differ."""


def compare_with_random_options(
    compare: Compare, *names: object, option_sets: int, texts_per_set: int
) -> None:
    """Compare on generated texts, under random options in one of their forms.

    `names` go with the seed. A difference carries its options and text as a note.
    """
    random = rng(*names)
    for _ in range(option_sets):
        plain = options(random)
        original = oracle.build(plain)
        form = random.choice(FORMS)
        detectors = [build(backend, in_form(form, plain)) for backend in BACKENDS]
        for _ in range(texts_per_set):
            text = generate.text(random)
            with noted(options=plain, text=text):
                compare(original, detectors, text)
