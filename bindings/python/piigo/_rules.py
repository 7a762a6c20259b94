# Generated from piigo/rules by "make generate". Do not edit.

"""The built-in patterns: type, option that enables it, its patterns in order.

A pattern is its expression, its masking strategy and a description.
"""

from typing import Final

BUILTIN: Final[tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]] = (
    (
        "ssn",
        "detect_ssn",
        (
            (
                r"\b\d{3}-\d{2}-\d{4}\b|\b\d{9}\b",
                "partial",
                "US Social Security Number",
            ),
        ),
    ),
    (
        "credit_card",
        "detect_credit_card",
        (
            (
                r"\b(?:\d{4}[-\s]?){3}\d{4}\b",
                "partial",
                "Credit card number",
            ),
        ),
    ),
    (
        "email",
        "detect_email",
        (
            (
                r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Z|a-z]{2,}\b",
                "partial",
                "Email address",
            ),
        ),
    ),
    (
        "phone",
        "detect_phone",
        (
            (
                r"\b(?:\+?1[-.\s]?)?\(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}\b",
                "partial",
                "US phone number",
            ),
            (
                r"\b\+?[1-9]\d{1,14}\b",
                "partial",
                "International phone number",
            ),
        ),
    ),
    (
        "ip_address",
        "detect_ip_address",
        (
            (
                r"\b(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0"
                r"-4][0-9]|[01]?[0-9][0-9]?)\b",
                "redact",
                "IPv4 address",
            ),
            (
                r"\b(?:[A-Fa-f0-9]{1,4}:){7}[A-Fa-f0-9]{1,4}\b",
                "redact",
                "IPv6 address",
            ),
        ),
    ),
    (
        "date_of_birth",
        "detect_date_of_birth",
        (
            (
                r"\b(?:DOB|Date of Birth|Born|Birthday)[:\s]+\d{1,2}[-/]\d{1,2}[-/]"
                r"\d{2,4}\b",
                "redact",
                "Date of birth with label",
            ),
            (
                r"\b(?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])[-/](?:19|20)\d{2}"
                r"\b",
                "redact",
                "Date in MM/DD/YYYY format",
            ),
        ),
    ),
    (
        "passport",
        "detect_passport",
        (
            (
                r"\b[A-Z]{1,2}\d{6,9}\b",
                "redact",
                "Passport number",
            ),
        ),
    ),
    (
        "driver_license",
        "detect_driver_license",
        (
            (
                r"\b(?:DL|License|Driver\'?s? License)[#:\s]+[A-Z0-9]{5,20}\b",
                "redact",
                "Driver's license number",
            ),
        ),
    ),
    (
        "bank_account",
        "detect_bank_account",
        (
            (
                r"\b\d{8,17}\b",
                "redact",
                "Bank account number",
            ),
            (
                r"\b[A-Z]{2}\d{2}[A-Z0-9]{4}\d{7}(?:\d{3})?\b",
                "partial",
                "IBAN",
            ),
        ),
    ),
    (
        "medical_record",
        "detect_medical_record",
        (
            (
                r"\b(?:MRN|Medical Record)[#:\s]+[A-Z0-9]{6,12}\b",
                "redact",
                "Medical record number",
            ),
        ),
    ),
    (
        "aws_key",
        "detect_aws_keys",
        (
            (
                r"\bAKIA[0-9A-Z]{16}\b",
                "redact",
                "AWS Access Key ID",
            ),
            (
                r"\b[A-Za-z0-9/+=]{40}\b",
                "redact",
                "AWS Secret Access Key",
            ),
        ),
    ),
    (
        "api_key",
        "detect_api_keys",
        (
            (
                r"""\b(?:api[_-]?key|apikey|api_token|access[_-]?token)[:\s]+[\'"]?[A"""
                r"""-Za-z0-9\-_]{20,}[\'"]?\b""",
                "redact",
                "Generic API key",
            ),
        ),
    ),
)
