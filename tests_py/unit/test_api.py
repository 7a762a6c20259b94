"""The functions for single calls."""

import subprocess
import sys

import piigo
from piigo import Detector, PIIType

TEXT = "mail me@x.org"


def test_functions_are_the_methods_of_a_detector() -> None:
    options = {"detect_email": False}
    assert list(piigo.detect_pii(TEXT)) == [PIIType.EMAIL]
    assert piigo.detect_pii(TEXT, options) == {}
    assert piigo.mask_pii(TEXT) == "mail ***@x.org"
    assert piigo.mask_pii(TEXT, options) == TEXT
    data = {"a": [TEXT]}
    want = Detector().process_nested(data, "p")
    assert piigo.process_nested(data, "p") == want
    assert want[:2] == (True, {"a": ["mail ***@x.org"]})
    assert piigo.process_nested(data, config=options) == (False, data, {})


def test_all_names_exist() -> None:
    assert all(hasattr(piigo, name) for name in piigo.__all__)
    assert sorted(piigo.__all__) == piigo.__all__


def test_analysis_of_patterns_is_not_loaded_without_patterns() -> None:
    program = (
        "import piigo, sys; piigo.Detector().detect('x'); "
        "assert 'piigo._tree' not in sys.modules; "
        "piigo.Detector({'whitelist_patterns': ['x']}); "
        "assert 'piigo._tree' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
