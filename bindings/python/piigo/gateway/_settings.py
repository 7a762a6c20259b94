"""The plugin's own part of the gateway's YAML file."""

from pydantic import BaseModel, Field

from piigo._types import MaskingStrategy, PIIType


class PIIPattern(BaseModel):
    """A pattern of the user's own; see `piigo.CustomPattern`."""

    type: PIIType
    pattern: str
    description: str
    mask_strategy: MaskingStrategy = MaskingStrategy.REDACT
    enabled: bool = True


class PIIFilterConfig(BaseModel):
    """The options of the gateway's filter and two limits of piigo's; see `Config`.

    ORACLE: values are converted ("yes" and 1 are true) and unknown options are ignored.
    Raises pydantic.ValidationError naming the option that is wrong.
    """

    detect_ssn: bool = True
    detect_credit_card: bool = True
    detect_email: bool = True
    detect_phone: bool = True
    detect_ip_address: bool = True
    detect_date_of_birth: bool = True
    detect_passport: bool = True
    detect_driver_license: bool = True
    detect_bank_account: bool = True
    detect_medical_record: bool = True
    detect_aws_keys: bool = True
    detect_api_keys: bool = True
    default_mask_strategy: MaskingStrategy = MaskingStrategy.REDACT
    redaction_text: str = "[REDACTED]"
    block_on_detection: bool = False
    log_detections: bool = True
    include_detection_details: bool = True
    custom_patterns: list[PIIPattern] = Field(default_factory=list)
    whitelist_patterns: list[str] = Field(default_factory=list)
    max_depth: int = Field(default=1000, ge=1)
    max_text_length: int | None = Field(default=None, ge=0)
