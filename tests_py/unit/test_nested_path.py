"""Fingerprints of paths, and the beginnings that end in `(json)`."""

import re

import pytest

from piigo._nested_path import JsonPrefixes, Path, extend
from tests_py.seed import rng


def path_of(*labels: str) -> Path:
    path = Path(None, labels[0])
    for label in labels[1:]:
        path = Path(path, label)
    return path


def test_text_is_the_labels_in_order() -> None:
    assert path_of("args", ".a", "[0]", "(json)", ".b").text() == "args.a[0](json).b"


@pytest.mark.parametrize("text", ["", "args.a[0]", "é\ud800\U0001f600", "\x00.\x00"])
def test_fingerprint_does_not_depend_on_the_cut(text: str) -> None:
    whole = path_of(text).fingerprint()
    for cut in range(len(text) + 1):
        assert path_of(text[:cut], text[cut:]).fingerprint() == whole
        assert extend(path_of(text[:cut]).fingerprint(), text[cut:]) == whole
    assert path_of(*["", *text]).fingerprint() == whole


def test_different_texts_differ() -> None:
    random = rng("fingerprint")
    texts = {"".join(random.choices("a.[0](json)", k=9)) for _ in range(20_000)}
    texts |= {"x" * count for count in range(200)}
    assert len({path_of(text).fingerprint() for text in texts}) == len(texts)


def test_deep_paths_need_no_recursion() -> None:
    path = path_of(*[".a"] * 50_000)
    assert path.fingerprint() == path_of(".a" * 50_000).fingerprint()
    assert len(path.text()) == 100_000


def test_beginnings_that_end_in_json() -> None:
    random = rng("prefixes")
    labels = [".a", ".b(json)", ".(json)c(json)", "(json)", "[1]", ".(json", ".json)"]
    for _ in range(500):
        prefixes, beginnings = JsonPrefixes(), set()
        chosen = [
            path_of("p", *random.choices(labels, k=random.randrange(5)))
            for _ in range(random.randrange(4))
        ]
        for path in chosen:
            prefixes.note(path)
            text = path.text()
            ends = [match.end() for match in re.finditer(r"\(json\)", text)]
            beginnings |= {text[:end] for end in ends}
        for _ in range(20):
            asked = path_of(
                "p", *random.choices(labels, k=random.randrange(4)), "(json)"
            )
            known = asked.fingerprint() in prefixes
            assert known == (asked.text() in beginnings), (asked.text(), beginnings)


def test_shared_parents_are_noted_once() -> None:
    parent = path_of("p", "(json)", ".(json)" * 1000)
    prefixes = JsonPrefixes()
    for index in range(20_000):
        prefixes.note(Path(parent, f"[{index}]"))
    assert path_of("p(json)").fingerprint() in prefixes
    assert path_of("p").fingerprint() not in prefixes
