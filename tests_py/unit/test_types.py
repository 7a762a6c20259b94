"""Enum members and the immutable finding."""

import pytest

from piigo._types import Detection, MaskingStrategy, PIIType, name_of

FINDING = Detection(PIIType.SSN, "123-45-6789", 4, 15, MaskingStrategy.PARTIAL)


def test_members_are_their_strings() -> None:
    assert {PIIType.SSN: 1} == {"ssn": 1}
    assert MaskingStrategy("hash") is MaskingStrategy.HASH


def test_repr_of_a_finding_hides_the_value() -> None:
    assert repr(FINDING) == (
        "Detection(type='ssn', start=4, end=15, mask_strategy='partial')"
    )
    assert "6789" not in f"{FINDING} {[FINDING]}"


def test_finding_is_immutable() -> None:
    with pytest.raises(AttributeError):
        FINDING.start = 0  # type: ignore[misc]  # that it fails is the point


@pytest.mark.parametrize(
    ("member", "name"), [(PIIType.AWS_KEY, "aws_key"), ("own", "own"), (None, "None")]
)
def test_name_of(member: object, name: str) -> None:
    assert name_of(member) == name
