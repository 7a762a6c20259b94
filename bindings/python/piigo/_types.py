"""The kinds of PII, the ways to mask it, and one immutable detection."""

from enum import Enum
from typing import NamedTuple


# ORACLE: `str` of a member is "PIIType.SSN", hence no StrEnum.
class PIIType(str, Enum):  # noqa: UP042
    """What a detected value is. Members compare equal to their plain strings."""

    SSN = "ssn"
    CREDIT_CARD = "credit_card"
    EMAIL = "email"
    PHONE = "phone"
    IP_ADDRESS = "ip_address"
    DATE_OF_BIRTH = "date_of_birth"
    PASSPORT = "passport"
    DRIVER_LICENSE = "driver_license"
    BANK_ACCOUNT = "bank_account"
    MEDICAL_RECORD = "medical_record"
    AWS_KEY = "aws_key"
    API_KEY = "api_key"
    CUSTOM = "custom"


class MaskingStrategy(str, Enum):  # noqa: UP042
    """How a detected value is replaced.

    REDACT: the configured redaction text. PARTIAL: a few characters stay readable.
    HASH: 8 hexadecimal digits of the value's SHA-256. TOKENIZE: a random token.
    REMOVE: nothing.
    """

    REDACT = "redact"
    PARTIAL = "partial"
    HASH = "hash"
    TOKENIZE = "tokenize"
    REMOVE = "remove"


class Detection(NamedTuple):
    """One detection. `start` and `end` are code points, `end` is exclusive."""

    type: PIIType
    value: str
    start: int
    end: int
    mask_strategy: MaskingStrategy

    def __repr__(self) -> str:
        """Name everything but the value."""
        return (
            f"Detection(type={name_of(self.type)!r}, start={self.start}, "
            f"end={self.end}, mask_strategy={name_of(self.mask_strategy)!r})"
        )


def name_of(member: object) -> str:
    """Return the string of an enum member, or of what a caller used instead."""
    return str(getattr(member, "value", member))
