"""Codes and Latin words are folded by a short way; it must give what the long way gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from producer_app.base.search import folded


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_gives_the_same(text: str) -> None:
    assert folded(text) == " ".join(word for word in folded(f"{text} ۋ").split() if word != "ۋ")
