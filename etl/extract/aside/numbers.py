"""Numbers that claim nothing: dates, names, versions, marks, addresses, idioms."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from etl.extract.aside.dates import AFTER_TIMES, has_unit, is_year, read_date, read_time
from etl.extract.aside.names import name_end, read_name, read_word_with_digits
from etl.extract.numbers.figures import has_leading_point, is_hyphen_fraction
from etl.extract.numbers.quantities import read_currency_before
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import IDIOMS

_NONE: frozenset[int] = frozenset()
_HYPHENS = frozenset({"-", "‑", "‐", "–", "−"})
# The pattern begins with a set of characters, so that the search skips to them.
_WEB = re.compile(
    r"[:@./xX](?:(?<=:)//|(?<=@)|(?<=\.)(?:com|org|net|gov|edu|html?|pdf|io|ai)\b|(?<=\.)cn/|(?<=www\.)"
    r"|(?<=[aA]r[xX])iv|(?<=/)10\.)"
)
_DOI = re.compile(r"(?:doi|DOI|Doi)\b")  # apart, for its letters are in any text
_SHARES = frozenset({"%", "per", "percent", "pc", "pct"})  # "the top 5%" is no turn of phrase
_OPENERS = frozenset({"#", "№", "§", "^"})
# What makes more of a figure than a quantity, a date or part of a name; and what may be glued to it and does not.
_TELLING_BEFORE = _OPENERS | {"{", '"', "'", "[", "(", ",", ";", "–", "-", "第", "="}
_TELLING_AFTER = AFTER_TIMES | {":", "(", "×", "x"}
_GLUED_BEFORE = frozenset("$€£¥₹~≈")
_GLUED_AFTER = frozenset("%,);")
_LONGEST_PLAIN = 10  # digits of a figure that may be a quantity without a sign of money
_MARKED_YEAR = 5
_QUOTES = frozenset("\"'")
_TIMES = frozenset({"year", "quarter", "month", "week", "period", "season"})
_EARLIER = frozenset({"previous", "prior", "preceding", "last"})
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"


def web_tokens(tokens: Tokens) -> frozenset[int]:
    """Tokens inside addresses, found by the run without a space they stand in."""
    if not tokens.words:
        return _NONE
    signs = _signs_of_addresses(tokens.text)
    first_hit, end = bisect_left(signs, tokens.starts[0]), bisect_left(signs, tokens.ends[-1])
    if first_hit == end:
        return _NONE
    found: set[int] = set()
    for hit in signs[first_hit:end]:
        first = last = bisect_right(tokens.starts, hit) - 1
        if first in found or hit >= tokens.ends[first]:
            continue
        while first and tokens.glued[first]:
            first -= 1
        while last + 1 < len(tokens.words) and tokens.glued[last + 1]:
            last += 1
        found.update(range(first, last + 1))
    return frozenset(found)


@lru_cache(maxsize=4)
def _signs_of_addresses(text: str) -> list[int]:
    """Where a document has what only an address has."""
    signs = [match.start() for match in _WEB.finditer(text)]
    if "doi" in text or "DOI" in text or "Doi" in text:
        signs += [match.start() for match in _DOI.finditer(text)]
        signs.sort()
    return signs


def read_idiom(tokens: Tokens, index: int) -> list[tuple[int, int]]:
    """The parts of an idiom that begins at `index`, as first and last tokens."""
    following = tokens.at[index + 1]
    for parts in IDIOMS.get(tokens.at[index], ()):
        if len(parts[0]) > 1 and following != parts[0][1] and following not in _HYPHENS:
            continue
        spans: list[tuple[int, int]] = []
        at = index
        for part in parts:
            span = _find(tokens, part, at, 1 if not spans else 60)
            if span is None:
                break
            spans.append(span)
            at = span[1] + 1
        if len(spans) == len(parts) and tokens.at[spans[-1][1] + 1] not in _SHARES:
            return spans
    return []


def _find(tokens: Tokens, part: tuple[str, ...], index: int, reach: int) -> tuple[int, int] | None:
    """Where the words of `part` stand within `reach` tokens."""
    for start in range(index, min(index + reach, len(tokens.words))):
        if tokens.words[start] == part[0]:
            last = _match(tokens, part, start)
            if last >= 0:
                return start, last
    return None


def _match(tokens: Tokens, part: tuple[str, ...], index: int) -> int:
    """The last token of `part` at `index`, hyphens between its words skipped; -1 where it does not stand there."""
    at = index
    for word in part:
        at += tokens.at[at] in _HYPHENS and word not in _HYPHENS and at > index
        if tokens.at[at] != word:
            return -1
        at += 1
    return at - 1


def find_reason(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """The last token and the reason why the figure at `index` is no claim; None where it may be one."""
    for reader in _LAST_READERS if _stands_alone(tokens, index) else _READERS:
        found = reader(tokens, index)
        if found:
            return found
    return None


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether nothing beside a figure makes it a mark, a time, a chain of digits or part of a word, as with most."""
    word, before, after = tokens.at[index], tokens.at[index - 1], tokens.at[index + 1]
    if not index or before in _TELLING_BEFORE or after in _TELLING_AFTER:
        return False
    if after in {"and", "to"} and tokens.at[index + 3] in AFTER_TIMES:
        return False  # "between 8 and 10 a.m."
    if tokens.glued[index] and before not in _GLUED_BEFORE or tokens.is_glued(index + 1) and after not in _GLUED_AFTER:
        return False
    return len(word) <= _LONGEST_PLAIN and word[0] != "0" and word.count(".") < 2


def _read_product(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """The sides of a picture or a plank: "1920×1080"."""
    last = index
    while tokens.at[last + 1] in {"×", "x"} and tokens.is_glued(last + 2) and tokens.is_number(last + 2):
        if tokens.at[last + 2] == "10" and tokens.at[last + 3][:1] in {
            "^",
            "⁻",
            "⁰",
            "¹",
            "²",
            "³",
            "⁴",
            "⁵",
            "⁶",
            "⁷",
            "⁸",
            "⁹",
        }:
            break
        last += 2
    return (last, "name") if last > index else None


def _read_mark(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Marks of footnotes and references, numbers of lists and items."""
    last = _end_of_reference(tokens, index)
    if last >= 0:
        return last, "reference"
    before, after = tokens.at[index - 1], tokens.at[index + 1]
    if before in _QUOTES and tokens.at[index - 2] == "=" and tokens.is_glued(index) and tokens.is_glued(index - 1):
        return index, "identifier"  # width="85%"
    if before == "(" and after == ":" and _is_marked_year(tokens.at[index]):
        return index, "date"
    if before == "第":
        return index, "ordinal"
    if before == "(" and after == ")" and tokens.is_number(index + 2) and tokens.at[index + 3] in _HYPHENS:
        return name_end(tokens, index, phone=True), "identifier"
    return (index, "list_number") if _numbers_an_item(tokens, index) else None


def _is_marked_year(word: str) -> bool:
    """Whether a figure is a year with the mark of a footnote glued to it, as plain text has them: "(20122: 45 million)"."""
    return len(word) == _MARKED_YEAR and word.isdecimal() and is_year(word[:-1])


def _end_of_reference(tokens: Tokens, index: int) -> int:
    """The last token of a reference mark; -1 where there is none."""
    before = tokens.at[index - 1]
    if before in _OPENERS or (before == "{" and tokens.at[index - 2] == "^"):
        return _last_in_brace(tokens, index)
    if before == "," and tokens.is_glued(index) and tokens.at[index - 2][:1] in _RAISED:
        return index
    if before == "[" or (before in {",", ";", "–", "-"} and _in_brackets(tokens, index)):
        return _closing_bracket(tokens, index)
    volume = tokens.at[index + 1] == "(" and is_year(tokens.at[index + 2]) and tokens.at[index + 3] == ")"
    return index + 4 if volume and tokens.is_number(index + 4) and tokens.at[index].isdecimal() else -1


def _numbers_an_item(tokens: Tokens, index: int) -> bool:
    """Whether the figure numbers a section, a list item or a point in brackets."""
    word, after = tokens.at[index], tokens.at[index + 1]
    if index == 0 and _opens_section(tokens):
        return True
    if not word.isdecimal():
        return False
    if index == 0 and after in {".", ")"}:
        return not (tokens.is_number(2) and tokens.is_glued(2))
    return tokens.at[index - 1] == "(" and after == ")" and len(word) <= 2 and not _is_earlier(tokens, index - 2)


def _is_earlier(tokens: Tokens, index: int) -> bool:
    """Whether a time to compare with stands there, whose figure follows in brackets: "on the previous quarter (90)"."""
    return tokens.at[index] in _TIMES and tokens.at[index - 1] in _EARLIER


def _opens_section(tokens: Tokens) -> bool:
    """Whether the sentence begins with the number of its section: "2.1 Models", "3.2<tab>The council"."""
    word = tokens.words[0]
    parts = word.split(".")
    if len(parts) > 4 or not all(part.isdecimal() and len(part) <= 2 for part in parts) or not tokens.is_word(1):
        return False
    wide = tokens.starts[1] - tokens.ends[0] > 1 or tokens.text[tokens.ends[0]] == "\t"
    return wide or len(parts) > 1 and tokens.is_capital(1) and not has_unit(tokens, 0)


def _last_in_brace(tokens: Tokens, index: int) -> int:
    last = index
    while tokens.is_number(last + 1) or (tokens.at[last + 1] == "," and tokens.is_glued(last + 2)):
        last += 1
    return last


def _in_brackets(tokens: Tokens, index: int) -> bool:
    at = index - 1
    while at > index - 12 and (tokens.is_number(at) or tokens.at[at] in {",", ";", "–", "-"}):
        at -= 1
    return tokens.at[at] == "["


def _closing_bracket(tokens: Tokens, index: int) -> int:
    """The last figure of a reference mark "[12, 14–16]"; -1 where the brackets hold something else."""
    at = index
    while at < len(tokens.words) and at < index + 40:
        word = tokens.words[at]
        if word == "]":
            return at - 1
        if not (word.isdecimal() and len(word) < 4 or word in {",", ";", "–", "-"} or _is_list(word)):
            return -1
        at += 1
    return -1


def _is_list(word: str) -> bool:
    return "." not in word and all(part.isdecimal() and len(part) < 3 for part in word.split(","))


def _read_chain(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Chains of digits: ISO dates, telephone numbers, versions, identifiers, scores."""
    last, links = index, 0
    while (
        not is_hyphen_fraction(tokens, index + 1)
        and tokens.at[last + 1] in {"-", "/", ".", "‑", "–"}
        and tokens.is_glued(last + 1)
        and tokens.is_glued(last + 2)
        and tokens.is_number(last + 2)
    ):
        last, links = last + 2, links + 1
    word = tokens.at[index]
    if links >= 2:
        is_date = len(word) == 4 or len(tokens.at[last]) == 4
        return last, "date" if is_date else "identifier"
    if links == 1 and word.isdecimal():
        return _read_pair(tokens, index, last)
    if word.count(".") > 1 and not all(len(group) == 3 for group in word.split(".")[1:]):
        return index, "version"
    if word[0] == "0" and word.isdecimal() and len(word) > 1 and not has_leading_point(tokens, index):
        return name_end(tokens, index, phone=True), "identifier"
    if word.isdecimal() and len(word) > _LONGEST_PLAIN and not read_currency_before(tokens, index):
        return index, "identifier"
    return None


def _read_pair(tokens: Tokens, first: int, last: int) -> tuple[int, str] | None:
    low, high = tokens.at[first], tokens.at[last]
    if is_year(low) and high.isdecimal() and (is_year(high) or len(high) <= 2):
        return last, "date"
    if high[0] == "0" and high.isdecimal() and len(high) > 1:
        return last, "identifier"
    if tokens.at[last - 1] != "/" and high.isdecimal() and int(high) <= int(low[:20]) and not has_unit(tokens, last):
        return (last, "score") if len(low) < 4 and len(high) < 4 else (last, "identifier")
    return None


_LAST_READERS = (read_date, read_name)
_READERS = (_read_product, _read_mark, read_time, _read_chain, read_word_with_digits, *_LAST_READERS)
