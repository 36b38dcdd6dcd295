from hypothesis import given
from hypothesis import strategies as st

from dashboard.highlight import around, cut, hits, visible
from dashboard.pages.document import split

TEXTS = st.text(max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6)


@given(TEXTS, SPANS, st.integers(0, 20))
def test_pieces_joined_are_the_text(text, spans, offset):
    named = [(start, start + length, f"c{number}") for number, (start, length) in enumerate(spans)]
    assert "".join(piece.text for piece in cut(text, named, offset)) == text


@given(TEXTS, SPANS)
def test_a_claim_owns_exactly_its_characters(text, spans):
    named = [(start, start + length, f"c{number}") for number, (start, length) in enumerate(spans)]
    pieces = cut(text, named)
    for start, end, name in named:
        assert "".join(piece.text for piece in pieces if name in piece.claims) == text[start:end]


def test_offsets_count_characters_not_utf16_units():
    text = "🚀🚀 carries 42 tonnes 中文"
    start = text.index("42")
    assert [piece.text for piece in cut(text, [(start, start + 9, "c")]) if piece.claims] == ["42 tonnes"]


@given(TEXTS, st.text(max_size=4))
def test_search_hits_joined_are_the_text(text, words):
    assert "".join(piece.text for piece in hits(text, words)) == text


def test_direction_marks_are_seen_and_nothing_moves():
    assert visible("a\u202eb") == "a�b"


def test_a_sentence_marks_its_quote_where_it_stands():
    claim = {"sentence": "3 of 3 lamps", "quote": "3", "start": 105, "sentence_start": 100, "claim_id": "c"}
    assert [piece.text for piece in around(claim)] == ["3 of ", "3", " lamps"]


def test_a_sentence_of_other_words_still_shows_the_quote():
    claim = {"sentence": "nothing", "quote": "42", "start": 1, "sentence_start": 0, "claim_id": "c"}
    assert around(claim)[0].text == "42"


@given(st.text(alphabet="ab\n", max_size=200), st.integers(1, 20))
def test_parts_of_a_long_text_joined_are_the_text(text, size):
    parts = split(text, size)
    assert "".join(text[low:high] for low, high in parts) == text
