"""The program of `test_fork.py`: `python -m ... BACKEND SCENARIO`.

Prints "right" as its last line and exits with 0 when every child gave right answers.
"""

import gc
import multiprocessing
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any

from piigo import Detector
from tests_py.backends import build
from tests_py.robustness.samples import TEXT, WIDE_TEXT, document

CHILDREN = 20
CALLS = 1500
LONG_TEXT = (TEXT + "\n") * 40

Scenario = Callable[[str], None]


class Expected:
    """The answers of the process that forks, to be given by its children."""

    def __init__(self, detector: Detector) -> None:
        self.backend = detector.backend
        self.short = detector.detect(TEXT), detector.redact(TEXT)
        self.wide = detector.detect(WIDE_TEXT), detector.redact(WIDE_TEXT)
        self.long = detector.detect(LONG_TEXT), detector.redact(LONG_TEXT)
        self.nested = detector.process_nested(document())

    def check(self, detector: Detector, calls: int = CALLS) -> None:
        """Make `calls` calls and many objects; AssertionError for a wrong answer.

        A tenth of the calls in pure Python: it is Go's collector that a fork can stop.
        """
        assert detector.backend == self.backend
        if self.backend == "python":
            calls //= 10
        for number in range(calls):
            assert detector.detect(TEXT) == self.short[0]
            if number % 10 == 0:
                assert detector.redact(TEXT) == self.short[1]
                assert detector.detect(WIDE_TEXT) == self.wide[0]
                assert detector.redact(WIDE_TEXT) == self.wide[1]
            if number % 100 == 0:
                assert detector.detect(LONG_TEXT) == self.long[0]
                assert detector.redact(LONG_TEXT) == self.long[1]
                assert detector.process_nested(document()) == self.nested
                fresh = build(self.backend, detector.config)
                assert fresh.detect(TEXT) == self.short[0]
                gc.collect()
        assert detector.backend == self.backend


def fork(work: Callable[[], Any]) -> int:
    """Run `work` in a forked child and return its process number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def join(children: list[int]) -> None:
    """Wait for the children; AssertionError when one of them failed."""
    for child in children:
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0


def many_children(backend: str) -> None:
    """Children one beside the other, and the parent goes on."""
    detector = build(backend)
    expected = Expected(detector)
    for _ in range(CHILDREN // 4):
        join([fork(lambda: expected.check(detector)) for _ in range(4)])
        expected.check(detector, 20)


def generations(backend: str) -> None:
    """A child, its child, and the child of that one; each uses what it inherited."""
    detector = build(backend)
    expected = Expected(detector)

    def descend(depth: int) -> None:
        expected.check(detector, 300)
        if depth:
            join([fork(lambda: descend(depth - 1))])
            expected.check(detector, 300)

    descend(3)


def unused_generation(backend: str) -> None:
    """A child that forks without having used the detector."""
    detector = build(backend)
    expected = Expected(detector)

    def pass_on() -> None:
        join([fork(lambda: expected.check(detector, 300))])
        expected.check(detector, 300)

    join([fork(pass_on)])


def bound_methods(backend: str) -> None:
    """Methods that were taken from the detector before the fork."""
    detector = build(backend)
    expected = Expected(detector)
    detect, redact, process = detector.detect, detector.redact, detector.process
    masked, nested = detector.mask, detector.process_nested

    def work() -> None:
        for _ in range(CALLS):
            assert detect(TEXT) == expected.short[0]
            assert redact(WIDE_TEXT) == expected.wide[1]
        assert process(TEXT)[0] == expected.short[1]
        assert masked(TEXT, detect(TEXT)) == expected.short[1]
        assert nested(document()) == expected.nested

    join([fork(work) for _ in range(2)])


def several_detectors(backend: str) -> None:
    """Detectors with options of their own, one of them never used before."""
    first = build(backend)
    second = build(backend, {"detect_email": False, "redaction_text": "\u2588"})
    third = build(backend, {"whitelist_patterns": ["@"]})
    expected = [Expected(detector) for detector in (first, second, third)]
    unused = build(backend, {"detect_email": False, "redaction_text": "\u2588"})

    def work() -> None:
        for detector, answers in zip((first, second, third), expected, strict=True):
            answers.check(detector, 300)
        expected[1].check(unused, 300)
        expected[2].check(pickle.loads(pickle.dumps(third)), 100)

    join([fork(work) for _ in range(2)])


def used_in_the_child_alone(backend: str) -> None:
    """The parent makes its first call after the fork."""
    children = [fork(lambda: Expected(build(backend)).check(build(backend), 300))]
    Expected(build(backend)).check(build(backend), 300)
    join(children)


def multiprocessing_fork(backend: str) -> None:
    """A process and a pool of multiprocessing's fork context."""
    detector = build(backend)
    expected = Expected(detector)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=expected.check, args=(detector, 300))
    process.start()
    process.join()
    assert process.exitcode == 0
    with context.Pool(2) as pool:
        answers = pool.map(detector.redact, [TEXT, WIDE_TEXT] * 50)
    assert answers == [expected.short[1], expected.wide[1]] * 50


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        many_children,
        generations,
        unused_generation,
        bound_methods,
        several_detectors,
        used_in_the_child_alone,
        multiprocessing_fork,
    )
}

if __name__ == "__main__":
    SCENARIOS[sys.argv[2]](sys.argv[1])
    print("right")
