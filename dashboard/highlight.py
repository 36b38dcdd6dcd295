"""Texts cut into pieces at claims. Offsets are Python characters and never reach the browser: only pieces do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Marks that reorder text on screen; shown as a visible sign so that what is read is what is stored.
BIDI_MARKS = {ord(mark): "�" for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `claims` are the ids of the claims it belongs to, innermost first."""

    text: str
    claims: tuple[str, ...] = ()
    starts: bool = False


def visible(text: str) -> str:
    """A text whose direction marks are seen instead of obeyed, of unchanged length."""
    return text.translate(BIDI_MARKS)


def cut(text: str, spans: Sequence[tuple[int, int, str]], offset: int = 0) -> list[Piece]:
    """Cut `text`, which stands at `offset` of a document, at the spans (start, end, id) that touch it.

    Nothing is lost or doubled: the pieces joined are the text, whatever the spans overlap.

    >>> [piece.text for piece in cut("up 12 % now", [(3, 7, "c1")])]
    ['up ', '12 %', ' now']
    """
    inside = [
        (max(0, start - offset), min(len(text), end - offset), claim_id)
        for start, end, claim_id in spans
        if start < offset + len(text) and end > offset
    ]
    edges = sorted({0, len(text), *(edge for start, end, _ in inside for edge in (start, end))})
    pieces = []
    for left, right in pairwise(edges):
        over = sorted((end - start, claim_id, start) for start, end, claim_id in inside if start <= left < end)
        ids = tuple(claim_id for _, claim_id, _ in over)
        pieces.append(Piece(text[left:right], ids, starts=bool(over) and over[0][2] == left))
    return pieces


def hits(text: str, words: str) -> list[Piece]:
    """Cut a text at the places where `words` stand, whatever their case; hits carry the id "hit"."""
    if not words:
        return [Piece(text)] if text else []
    pieces, position = [], 0
    low, sought = text.casefold(), words.casefold()
    # Case folding may change lengths (ß); then a plain search is exact and good enough.
    if len(low) != len(text):
        low, sought = text, words
    while (found := low.find(sought, position)) >= 0:
        pieces += [Piece(text[position:found]), Piece(text[found : found + len(sought)], ("hit",))]
        position = found + len(sought)
    pieces.append(Piece(text[position:]))
    return [piece for piece in pieces if piece.text]


def together(claims: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """The sentence that several claims share with each of their quotes marked."""
    sentence, start = str(claims[0]["sentence"]), int(claims[0]["sentence_start"])
    spans = [(int(claim["start"]), int(claim["end"]), str(claim["claim_id"])) for claim in claims]
    exact = all(sentence[low - start : high - start] == str(claim["quote"]) for (low, high, _), claim in
                zip(spans, claims, strict=True) if low >= start)  # fmt: skip
    return cut(sentence, spans, start) if exact and len(claims) > 1 and len(sentence) < 700 else around(claims[0])


def around(claim: Mapping[str, Any], width: int = 420) -> list[Piece]:
    """The claim's sentence with its quote marked; a very long one is cut to the surroundings of the quote."""
    sentence, quote = str(claim["sentence"]), str(claim["quote"])
    start = int(claim["start"]) - int(claim["sentence_start"])
    if sentence[start : start + len(quote)] != quote or start < 0:
        start = sentence.find(quote)
    if start < 0:
        return [Piece(quote, (str(claim["claim_id"]),), starts=True), Piece(" — " + sentence[:width])]
    left, right = 0, len(sentence)
    if right > width:
        left = max(0, start - width // 2)
        right = min(len(sentence), start + len(quote) + width // 2)
    pieces = cut(sentence[left:right], [(start - left, start - left + len(quote), str(claim["claim_id"]))])
    before = [Piece("… ")] if left else []
    after = [Piece(" …")] if right < len(sentence) else []
    return [*before, *pieces, *after]
