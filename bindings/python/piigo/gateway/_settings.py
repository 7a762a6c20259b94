"""The plugin's own part of the gateway's YAML file, made of the options of `Config`."""

from dataclasses import MISSING, Field, fields
from typing import Any, get_type_hints

import pydantic

from piigo._config import Config, CustomPattern


def _model(options: Any, **other_types: Any) -> Any:
    """Return a model with the fields of a dataclass, some of them of another type."""
    types: dict[str, Any] = get_type_hints(options) | other_types
    made: Any = {
        each.name: (types[each.name], _default(each)) for each in fields(options)
    }
    return pydantic.create_model(f"{options.__name__}Fields", **made)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return pydantic.Field(default_factory=field.default_factory)
    return ... if field.default is MISSING else field.default


_PatternFields: Any = _model(CustomPattern)


class PIIPattern(_PatternFields):  # type: ignore[misc]  # made at run time
    """A custom pattern; see `piigo.CustomPattern`."""

    # ORACLE: it has no default.
    description: str


_ConfigFields: Any = _model(Config, custom_patterns=list[PIIPattern])


class PIIFilterConfig(_ConfigFields):  # type: ignore[misc]  # made at run time
    """The options of `piigo.Config`, those of the gateway's filter among them.

    ORACLE: values are converted ("yes" and 1 are true) and unknown options are ignored.
    Raises pydantic.ValidationError naming the option that is wrong.
    """

    @pydantic.field_validator("*")
    @classmethod
    def _fits_config(cls, value: Any, info: pydantic.ValidationInfo) -> Any:
        """Have Config check what no type tells, such as the least of a limit."""
        Config(**{str(info.field_name): value})
        return value
