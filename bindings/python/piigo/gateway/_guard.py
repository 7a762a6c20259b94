"""What fails in a hook is a refusal: no failure lets a payload pass unmasked."""

from __future__ import annotations

import logging
from collections.abc import Callable

from piigo._errors import LimitError
from piigo.gateway._outcome import FAILURE_CODE, LIMIT_CODE, Outcome, Refusal

_log = logging.getLogger("piigo.gateway")


class NoTextError(TypeError):
    """A message's text is no `str`. ORACLE: a TypeError of the hook, no refusal."""


def guarded(hook: str, work: Callable[[], Outcome]) -> Outcome:
    """Return the outcome of `work`, which is all that a hook does with a payload.

    Frameworks may ignore an exception and go on with the payload as it was, so each is
    a refusal: LimitError with `PII_LIMIT_EXCEEDED`, all others with
    `PII_FILTER_FAILED`. NoTextError alone is raised, as TypeError.
    """
    try:
        return work()
    except NoTextError as error:
        raise TypeError(str(error)) from None
    except LimitError as error:
        reason, code = "Payload is over a limit of the PII filter", LIMIT_CODE
        text = str(error)
    except Exception as error:
        # The text of an error that is not piigo's may hold what was scanned.
        reason, code = "The PII filter failed on the payload", FAILURE_CODE
        text = f"{type(error).__name__} in the PII filter; the payload is refused"
    extra = {"pii_hook": hook, "pii_code": code}
    _log.error("PII Filter refused a payload in %s: %s", hook, text, extra=extra)
    details = {"hook": hook}
    return Outcome(refusal=Refusal(reason, text, code, details, failed=True))
