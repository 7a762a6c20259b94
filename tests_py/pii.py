"""The shape of every built-in pattern, as pieces that a generator can fill."""

import random
from dataclasses import dataclass

DIGITS = "0123456789"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = UPPER + UPPER.lower()
ALNUM = LETTERS + DIGITS
HEX = "0123456789abcdefABCDEF"


@dataclass(frozen=True)
class Choice:
    """One of the usual strings; now and then one that should not match."""

    usual: tuple[str, ...]
    odd: tuple[str, ...] = ()

    def render(self, rng: random.Random) -> str:
        """One string of the choice."""
        odd = self.odd and rng.random() < 0.12
        return rng.choice(self.odd if odd else self.usual)


@dataclass(frozen=True)
class Run:
    """`low` to `high` characters of an alphabet; now and then one off a limit."""

    alphabet: str
    low: int
    high: int

    def render(self, rng: random.Random) -> str:
        """Characters of the alphabet, as many as a valid or a near-valid run has."""
        edges = (self.low - 1, self.low, self.high, self.high + 1)
        valid = rng.randint(self.low, self.high)
        count = rng.choice(edges) if rng.random() < 0.15 else valid
        return "".join(rng.choices(self.alphabet, k=count))


@dataclass(frozen=True)
class Shape:
    """A built-in pattern: its type and the pieces of a text that it matches."""

    pii_type: str
    name: str
    pieces: tuple[Choice | Run, ...]

    def render(self, rng: random.Random) -> str:
        """A text that matches, or nearly so."""
        return "".join(piece.render(rng) for piece in self.pieces)


def _one(*usual: str, odd: tuple[str, ...] = ()) -> Choice:
    return Choice(usual, odd)


_GROUP_GAP = _one("", "-", " ", "\t", "\xa0", odd=("--", "."))
_PHONE_GAP = _one("", "-", ".", " ", "\n", odd=("..", "/", "- "))
_DATE_GAP = _one("-", "/", odd=(".", "//", ""))
_COLON_GAP = _one(":", " ", ": ", "::", ":\n", "\u3000", odd=("", "#", "="))
_LABEL_GAP = _one(":", " ", ": ", "#", "# ", "::", " :#\t ", "\x85", odd=("", "="))
_DASH = _one("-", odd=("", "--", "\u2010"))
_DOT = _one(".", odd=("..", ""))
_COLON = _one(":", odd=("::", ""))
_TWO = Run(DIGITS, 2, 2)
_THREE = Run(DIGITS, 3, 3)
_FOUR = Run(DIGITS, 4, 4)
_DAY = Run(DIGITS, 1, 2)
_YEAR = Run(DIGITS, 2, 4)
_OCTET = _one(
    *("0", "1", "9", "10", "25", "99", "100", "199", "200", "249", "250", "255"),
    *("00", "01", "001"),
    odd=("256", "260", "299", "300", "1000", ""),
)
_HEX_GROUP = Run(HEX, 1, 4)
_QUOTE = _one("", "'", '"', odd=("''", "`"))
_BIRTH_LABEL = _one(
    *("DOB", "Date of Birth", "Born", "Birthday", "dob", "BORN"),
    odd=("Bor", "Date  of Birth", "Birth"),
)
_LICENSE_LABEL = _one(
    *("DL", "License", "Driver License", "Drivers License", "Driver's License"),
    *("driver's license", "Driver' License"),
    odd=("Driver'License", "Driver''s License", "Licence", "Driver\u2019s License"),
)
_RECORD_LABEL = _one(
    *("MRN", "Medical Record", "mrn", "MEDICAL RECORD"),
    odd=("Medical  Record", "MR", "MedicalRecord"),
)
_API_LABEL = _one(
    *("api_key", "api-key", "apikey", "api_token", "access_token", "access-token"),
    *("accesstoken", "API_KEY"),
    odd=("api-token", "apitoken", "access__token", "api key"),
)

SHAPES = (
    Shape("ssn", "dashed", (_THREE, _DASH, _TWO, _DASH, _FOUR)),
    Shape("ssn", "plain", (Run(DIGITS, 9, 9),)),
    Shape(
        "credit_card",
        "card",
        (_FOUR, _GROUP_GAP, _FOUR, _GROUP_GAP, _FOUR, _GROUP_GAP, _FOUR),
    ),
    Shape(
        "email",
        "mailbox",
        (
            Run(ALNUM + "._%+-", 1, 8),
            _one("@", odd=("@@", "")),
            Run(ALNUM + ".-", 1, 10),
            _DOT,
            Run(LETTERS + "|", 2, 4),
        ),
    ),
    Shape(
        "phone",
        "US",
        (
            _one("", "1", "+1", "1-", "+1 "),
            _PHONE_GAP,
            _one("", "(", odd=("((",)),
            _THREE,
            _one("", ")"),
            _PHONE_GAP,
            _THREE,
            _PHONE_GAP,
            _FOUR,
        ),
    ),
    Shape(
        "phone",
        "international",
        (_one("", "+", odd=("++",)), Run(DIGITS[1:], 1, 1), Run(DIGITS, 1, 14)),
    ),
    Shape("ip_address", "IPv4", (_OCTET, _DOT) * 3 + (_OCTET,)),
    Shape("ip_address", "IPv6", (_HEX_GROUP, _COLON) * 7 + (_HEX_GROUP,)),
    Shape(
        "date_of_birth",
        "with a label",
        (_BIRTH_LABEL, _COLON_GAP, _DAY, _DATE_GAP, _DAY, _DATE_GAP, _YEAR),
    ),
    Shape(
        "date_of_birth",
        "month first",
        (
            _one("01", "09", "10", "12", odd=("00", "13", "1", "19")),
            _DATE_GAP,
            _one("01", "10", "29", "30", "31", odd=("00", "32", "40", "5")),
            _DATE_GAP,
            _one("19", "20", odd=("18", "21", "1")),
            _TWO,
        ),
    ),
    Shape("passport", "passport", (Run(LETTERS, 1, 2), Run(DIGITS, 6, 9))),
    Shape("driver_license", "license", (_LICENSE_LABEL, _LABEL_GAP, Run(ALNUM, 5, 20))),
    Shape("bank_account", "account", (Run(DIGITS, 8, 17),)),
    Shape(
        "bank_account",
        "IBAN",
        (
            Run(LETTERS, 2, 2),
            _TWO,
            Run(ALNUM, 4, 4),
            Run(DIGITS, 7, 7),
            _one("", "123", odd=("12", "1")),
        ),
    ),
    Shape("medical_record", "record", (_RECORD_LABEL, _LABEL_GAP, Run(ALNUM, 6, 12))),
    Shape(
        "aws_key",
        "access key",
        (_one("AKIA", "akia", odd=("AKI", "ASIA")), Run(ALNUM, 16, 16)),
    ),
    Shape("aws_key", "secret", (Run(ALNUM + "/+=", 40, 40),)),
    Shape(
        "api_key",
        "api key",
        (_API_LABEL, _COLON_GAP, _QUOTE, Run(ALNUM + "-_", 20, 26), _QUOTE),
    ),
)
