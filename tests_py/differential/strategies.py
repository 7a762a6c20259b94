"""Texts and options as hypothesis draws them."""

from hypothesis import strategies as st

from tests_py.corpus import texts as corpus_texts
from tests_py.generate import FOLDING, NEIGHBOURS, PROSE
from tests_py.generate_options import (
    CUSTOM,
    FLAGS,
    REDACTIONS,
    STRATEGIES,
    TYPES,
    WHITELIST,
)
from tests_py.pii import SHAPES, Choice, Run

ANY_CHARACTER = st.characters(exclude_categories=())
"""Every code point, lone surrogates too."""


def _piece(piece: Choice | Run) -> st.SearchStrategy[str]:
    if isinstance(piece, Choice):
        return st.sampled_from(piece.usual + piece.odd)
    low, high = max(piece.low - 1, 0), piece.high + 1
    return st.text(st.sampled_from(piece.alphabet), min_size=low, max_size=high)


def _shape() -> st.SearchStrategy[str]:
    shapes = [
        st.tuples(*(_piece(piece) for piece in shape.pieces)).map("".join)
        for shape in SHAPES
    ]
    return st.one_of(shapes)


FRAGMENTS = st.one_of(
    st.sampled_from(NEIGHBOURS + FOLDING + PROSE),
    st.sampled_from(corpus_texts()),
    st.text(st.sampled_from("0123456789"), min_size=1, max_size=20),
    st.text(st.sampled_from("aZ.@-_ :|1+"), max_size=12),
    st.text(ANY_CHARACTER, max_size=4),
    _shape(),
    _shape(),
)

TEXTS = st.one_of(
    st.lists(FRAGMENTS, max_size=6).map("".join),
    st.text(ANY_CHARACTER, max_size=40),
)

CUSTOM_PATTERNS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES),
        "pattern": st.sampled_from(CUSTOM),
        "description": st.just("made for a test"),
        "mask_strategy": st.sampled_from(STRATEGIES),
        "enabled": st.booleans(),
    }
)

OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        **{flag: st.booleans() for flag in FLAGS},
        "custom_patterns": st.lists(CUSTOM_PATTERNS, max_size=3),
        "whitelist_patterns": st.lists(st.sampled_from(WHITELIST), max_size=2),
        "redaction_text": st.one_of(
            st.sampled_from(REDACTIONS), st.text(ANY_CHARACTER, max_size=4)
        ),
        "default_mask_strategy": st.sampled_from(STRATEGIES),
    },
)
