"""The seed corpus, whole and in parts, against the original."""

from pathlib import Path

import pytest

from tests_py import oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import assert_same_detections, noted
from tests_py.corpus import FOLDER, cases, files

FILES = [str(path.relative_to(FOLDER)) for path in files()]
TYPE_FILES = [name for name in FILES if name.startswith("types")]


@pytest.mark.parametrize("name", FILES)
def test_whole_texts_and_their_parts(name: str) -> None:
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for case in cases(FOLDER / name):
        text = case.text
        parts = {text}
        parts.update(text[:end] for end in range(len(text)))
        parts.update(text[start:] for start in range(1, len(text)))
        for part in sorted(parts):
            want = original.detect(part)
            for detector in detectors:
                with noted(backend=detector.backend):
                    assert_same_detections(want, detector.detect(part), part)


@pytest.mark.parametrize("name", FILES)
def test_texts_joined(name: str, backend: str) -> None:
    original = oracle.build()
    detector = build(backend)
    for gap in ("", " ", "\n", "\u2028"):
        text = gap.join(case.text for case in cases(FOLDER / name))
        assert_same_detections(original.detect(text), detector.detect(text), text)


@pytest.mark.parametrize("name", TYPE_FILES)
def test_names_tell_the_truth(name: str, backend: str) -> None:
    detector = build(backend)
    pii_type = Path(name).stem
    for case in cases(FOLDER / name):
        found = pii_type in {key.value for key in detector.detect(case.text)}
        if case.name.startswith("match"):
            assert found, case.name
        if case.name.startswith("near miss"):
            assert not found, case.name


@pytest.mark.parametrize("name", FILES)
def test_names_are_unique(name: str) -> None:
    names = [case.name for case in cases(FOLDER / name)]
    assert len(set(names)) == len(names)
