"""What the gateway's repository tests its filter on, with the Go detector in place.

Facts only: a text, and whether a type is found in it; what is left of a text.
"""

from typing import Any

import pytest

from tests_gateway.in_tree import twins

FOUND = {
    "ssn": ("My SSN is 123-45-6789", "Number 123-45-6789 is sensitive", "123456789"),
    "credit_card": ("4111-1111-1111-1111", "4111111111111111", "5555 5555 5555 4444"),
    "email": ("john.doe@example.com", "john+tag@mail.company.co.uk", "a@b.org"),
    "phone": ("555-123-4567", "(555) 123-4567", "+1 555 123 4567", "5551234567"),
    "ip_address": ("192.168.1.100", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
    "date_of_birth": ("DOB: 01/15/1990", "01/15/1985", "Born: 1-2-90"),
    "aws_key": ("AKIAIOSFODNN7EXAMPLE", "x" * 40),
    "api_key": ("X-API-Key: test12345678901234567890",),
}
NOT_FOUND = {
    "ssn": ("No SSN here", "12-345-6789"),
    "credit_card": ("No card here", "4111-1111-1111"),
    "email": ("No email here", "Not an @email"),
    "phone": ("No phone here",),
    "ip_address": ("No IP here", "999.999.999.999"),
}
ALONE = {"detect_phone": False, "detect_bank_account": False}
MASKED: tuple[tuple[dict[str, Any], str, str], ...] = (
    (ALONE, "SSN: 123-45-6789", "SSN: ***-**-6789"),
    (ALONE, "Email: john@example.com", "Email: j***n@example.com"),
    (ALONE, "Card: 4111-1111-1111-1111", "Card: ****-****-****-1111"),
    ({}, "Call: 555-123-4567", "Call: ***-***-4567"),
    ({**ALONE, "redaction_text": "[PII]"}, "IP 10.0.0.1", "IP [PII]"),
    (
        {**ALONE, "whitelist_patterns": ["test@example.com"]},
        "test@example.com, real@email.com",
        "test@example.com, r***l@email.com",
    ),
)


@pytest.mark.parametrize("pii_type", FOUND)
def test_found(module: Any, pii_type: str) -> None:
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    assert plugin.implementation == "Go"
    for text in FOUND[pii_type]:
        assert pii_type in plugin.detector.detect(text), text


@pytest.mark.parametrize("pii_type", NOT_FOUND)
def test_not_found(module: Any, pii_type: str) -> None:
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    for text in NOT_FOUND[pii_type]:
        assert pii_type not in plugin.detector.detect(text), text


@pytest.mark.parametrize(("options", "text", "masked"), MASKED)
def test_masked_at_each_hook(
    module: Any, options: dict[str, Any], text: str, masked: str
) -> None:
    plugin = module.PIIFilterPlugin(twins.plugin_config(options))
    for hook, payload in (
        ("prompt_pre_fetch", twins.prompt_args({"a": text})),
        ("prompt_post_fetch", twins.messages(("user", text))),
        ("tool_pre_invoke", twins.tool_args({"a": [{"b": text}]})),
        ("tool_post_invoke", twins.tool_result(text)),
        ("tool_post_invoke", twins.tool_result({"a": [text]})),
    ):
        _, facts = twins.told(plugin, hook, payload)
        assert repr(masked) in facts["modified"]
        assert repr(text) not in facts["modified"]


def test_nothing_in_plain_text(module: Any) -> None:
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    for text in ("", " ", "\n\n\n", "This is just normal text."):
        assert plugin.detector.detect(text) == {}
