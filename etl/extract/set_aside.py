"""Numbers that claim nothing: dates, names, versions, marks, addresses, idioms."""

import re

from etl.extract.nouns import is_plural
from etl.extract.quantities import match_unit, read_currency_before, read_letter, read_unit
from etl.extract.tokens import Tokens
from etl.extract.vocabulary import IDIOMS, SCALES, TENS, WORDS, words_of

_MONTHS = words_of("months")
_DESIGNATORS = words_of("designators")
_QUARTERS = words_of("quarters")
_YEAR_LEADS = words_of("year_leads")
_NAMES = words_of("names_with_digits")
_HEADING_VERBS = words_of("heading_verbs")
_RATIO_NAMES = words_of("ratio_names")
_STREETS = words_of("streets")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_HYPHENS = frozenset({"-", "‑", "‐", "–", "−"})
_HOURS = frozenset(
    {"am", "pm", "utc", "gmt", "ist", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "et", "pt", "jst"}
)
_WEB = re.compile(r"://|www\.|@|\.(?:com|org|net|gov|edu|html?|pdf|io|ai)\b|\.cn/|[aA]r[xX]iv|[dD][oO][iI]\b|/10\.")
_OPENERS = frozenset({"#", "№", "§", "^"})
_PREFIXES = frozenset(
    {"sub", "non", "over", "under", "us", "to", "and", "up", "plus", "nearly", "about", "a", "in", "by", "at", "of"}
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_PHONE_WORDS = frozenset({"telephone", "tel", "phone", "dial", "call", "fax", "helpline", "hotline", "mobile", "电话"})


def web_tokens(tokens: Tokens) -> frozenset[int]:
    """Tokens inside addresses, found by the run without a space they stand in."""
    if not tokens.words or _WEB.search(tokens.text, tokens.starts[0], tokens.ends[-1]) is None:
        return frozenset()
    found: list[int] = []
    first = 0
    for index in range(1, len(tokens.words) + 1):
        if index == len(tokens.words) or not tokens.glued[index]:
            if _WEB.search(tokens.text, tokens.starts[first], tokens.ends[index - 1]):
                found.extend(range(first, index))
            first = index
    return frozenset(found)


def read_idiom(tokens: Tokens, index: int) -> list[tuple[int, int]]:
    """The parts of an idiom that begins at `index`, as first and last tokens."""
    for parts in IDIOMS.get(tokens.at[index], ()):
        spans: list[tuple[int, int]] = []
        at = index
        for part in parts:
            span = _find(tokens, part, at, 1 if not spans else 60)
            if span is None:
                break
            spans.append(span)
            at = span[1] + 1
        if len(spans) == len(parts):
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
    for reader in (_read_product, _read_mark, _read_time, _read_chain, _read_word_with_digits, _read_date, _read_name):
        found = reader(tokens, index)
        if found:
            return found
    return None


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
    word, before, after = tokens.at[index], tokens.at[index - 1], tokens.at[index + 1]
    if before in _OPENERS or (before == "{" and tokens.at[index - 2] == "^"):
        return (_last_in_brace(tokens, index), "reference")
    if before == "," and tokens.is_glued(index) and index > 1 and tokens.at[index - 2][0] in _RAISED:
        return index, "reference"
    if before == "[" or (before in {",", ";", "–", "-"} and _in_brackets(tokens, index)):
        last = _closing_bracket(tokens, index)
        if last >= 0:
            return last, "reference"
    if index == 0 and _opens_section(tokens):
        return index, "list_number"
    if not word.isdecimal():
        return None
    if index == 0 and after in {".", ")"} and not (tokens.is_number(2) and tokens.is_glued(2)):
        return index, "list_number"
    if before == "第":
        return index, "ordinal"
    if before == "(" and after == ")" and len(word) <= 2:
        return index, "list_number"
    if before == "(" and after == ")" and tokens.is_number(index + 2) and tokens.at[index + 3] in _HYPHENS:
        return _name_end(tokens, index, phone=True), "identifier"
    if after == "(" and is_year(tokens.at[index + 2]) and tokens.at[index + 3] == ")" and tokens.is_number(index + 4):
        return index + 4, "reference"
    return None


def _opens_section(tokens: Tokens) -> bool:
    """Whether the sentence begins with the number of its section: "2.1 Models", "3.2<tab>The council"."""
    word = tokens.words[0]
    parts = word.split(".")
    if len(parts) > 4 or not all(part.isdecimal() and len(part) <= 2 for part in parts) or not tokens.is_word(1):
        return False
    wide = tokens.starts[1] - tokens.ends[0] > 1 or tokens.text[tokens.ends[0]] == "\t"
    return wide or len(parts) > 1 and tokens.is_capital(1) and not _has_unit(tokens, 0)


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


def _read_time(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Clock times: "18:27 UTC", "8 a.m."."""
    last = index
    while (
        tokens.at[last + 1] == ":"
        and tokens.is_glued(last + 1)
        and tokens.is_glued(last + 2)
        and tokens.is_number(last + 2)
    ):
        last += 2
    after = tokens.at[last + 1]
    if after in {"am", "pm"} or (after in {"a", "p"} and tokens.at[last + 2] == "." and tokens.at[last + 3] == "m"):
        return last, "time"
    if last > index:
        dashed = tokens.at[last + 1] in {"-", "–"} and tokens.is_glued(last + 2) and tokens.is_number(last + 2)
        return last + 2 * dashed, "time"
    return (last, "time") if after in _HOURS - {"et", "pt"} and tokens.cased(last + 1).isupper() else None


def _read_chain(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Chains of digits: ISO dates, telephone numbers, versions, identifiers, scores."""
    last, links = index, 0
    while (
        tokens.at[last + 1] in {"-", "/", ".", "‑"}
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
    if word[0] == "0" and word.isdecimal() and len(word) > 1:
        return _name_end(tokens, index, phone=True), "identifier"
    if word.isdecimal() and len(word) > 10 and not read_currency_before(tokens, index):
        return index, "identifier"
    return None


def _read_pair(tokens: Tokens, first: int, last: int) -> tuple[int, str] | None:
    low, high = tokens.at[first], tokens.at[last]
    if is_year(low) and high.isdecimal() and (is_year(high) or len(high) <= 2):
        return last, "date"
    if high[0] == "0" and high.isdecimal() and len(high) > 1:
        return last, "identifier"
    if tokens.at[last - 1] != "/" and high.isdecimal() and int(high) <= int(low[:20]) and not _has_unit(tokens, last):
        return (last, "score") if len(low) < 4 and len(high) < 4 else (last, "identifier")
    return None


def _read_word_with_digits(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Figures that are part of a word: "GPT-5", "950PR", "26th", "5G"."""
    after, at = tokens.at[index + 1], index + 1
    if tokens.is_glued(index) and tokens.at[index - 1] in _HYPHENS and _ends_name(tokens, index - 2):
        return _run_on(tokens, index), "name"
    if (
        tokens.is_glued(index)
        and tokens.at[index - 1] in {".", "/", "&", "_"}
        and tokens.is_glued(index - 1)
        and tokens.is_word(index - 2)
    ):
        return _run_on(tokens, index), "name"
    if (
        tokens.is_glued(index)
        and tokens.is_word(index - 1)
        and tokens.words[index - 1].isascii()
        and not read_currency_before(tokens, index)
    ):
        return _run_on(tokens, index), "name"
    if after in {".", "·"} and tokens.is_glued(at) and tokens.is_glued(at + 1) and tokens.is_word(at + 1):
        return _run_on(tokens, index), "name"
    if tokens.at[index - 1] == "=" and tokens.at[index - 2] in {">", "<", "="}:
        return index, "version"
    if not tokens.is_glued(at) or not tokens.is_word(at) or not after.isascii():
        return None
    if after in _ORDINALS:
        return at, "ordinal"
    joined = tokens.at[index] + after
    if joined in _NAMES:
        return at, "name"
    if after == "s" and (
        is_year(tokens.at[index]) or tokens.at[index] in {"20", "30", "40", "50", "60", "70", "80", "90"}
    ):
        return at, "date"
    if after in SCALES or after in {"x", "e"} or read_letter(tokens, at, money=True) or read_unit(tokens, at):
        return None
    return None if after[:1] == "e" and after[1:].isdecimal() else (_run_on(tokens, at), "name")


def _ends_name(tokens: Tokens, index: int) -> bool:
    """Whether "-5" behind this token is part of a name ("GPT-5") and no range or unit."""
    word = tokens.at[index]
    if not tokens.is_glued(index + 1) or not tokens.is_word(index):
        return False
    if (
        word in _PREFIXES
        or word in WORDS
        or word in TENS
        or word in SCALES
        or word in {"k", "m", "b", "bn", "mn", "t", "x"}
    ):
        return False
    unit = match_unit(tokens, index)
    return not (unit and tokens.is_number(index - 1))


def _run_on(tokens: Tokens, index: int) -> int:
    """The end of a name whose parts hang together by hyphens and digits."""
    last = index
    while tokens.is_glued(last + 1) and (
        tokens.at[last + 1].isalnum() or tokens.at[last + 1] in {"-", "."} and tokens.is_glued(last + 2)
    ):
        last += 1
    return last if tokens.at[last] not in {"-", "."} else last - 1


def is_year(word: str) -> bool:
    """Whether a figure may be a year of our time."""
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2199"


def _has_unit(tokens: Tokens, index: int) -> bool:
    if tokens.at[index + 1] in SCALES or read_letter(tokens, index + 1, money=False):
        return True
    return (
        read_unit(tokens, index + 1) is not None
        or tokens.at[index + 1] in {"times", "-"}
        and tokens.is_glued(index + 1)
    )


def _read_date(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Days, months and years."""
    word, before, after = tokens.at[index], tokens.at[index - 1], tokens.at[index + 1]
    if not word.isdecimal():
        return None
    day = len(word) <= 2 and 1 <= int(word) <= 31
    if (
        day
        and (before in _MONTHS or before == "." and tokens.at[index - 2] in _MONTHS)
        and not _has_unit(tokens, index)
    ):
        if before != "may" or tokens.is_capital(index - 1):
            return _day_range(tokens, index), "date"
    if after in {"年", "月", "日", "号"} and (len(word) == 4 or after != "年") and tokens.is_glued(index + 1):
        return index + 1, "date"
    if day and _leads_to_month(tokens, index + 1):
        return index, "date"
    if day and after in _MONTHS and (after not in {"may", "march"} or tokens.is_capital(index + 1)):
        return index + 1, "date"
    if before in _QUARTERS and (is_year(word) or len(word) <= 2) or before in {"'", "’"} and len(word) == 2:
        return index, "date"
    if is_year(word) and not read_currency_before(tokens, index):
        return _read_year(tokens, index)
    return None


def _leads_to_month(tokens: Tokens, index: int) -> bool:
    """Whether "20–23 October", "4 and 25 September" follows."""
    joined = tokens.at[index] in {"–", "-", "and", "to", ",", "or", "&", "/"}
    day = tokens.at[index + 1]
    return (
        joined
        and day.isdecimal()
        and len(day) <= 2
        and tokens.at[index + 2] in _MONTHS
        and tokens.is_capital(index + 2)
    )


def _day_range(tokens: Tokens, index: int) -> int:
    """As in "March 3–5": the second day belongs to the date."""
    if tokens.at[index + 1] in _HYPHENS and tokens.at[index + 2].isdecimal() and len(tokens.at[index + 2]) <= 2:
        return index + 2
    return index


def _read_year(tokens: Tokens, index: int) -> tuple[int, str] | None:
    after = tokens.at[index + 1]
    if after in {"-", "–", "/"} and is_year(tokens.at[index + 2]) and tokens.is_glued(index + 1):
        return index + 2, "date"
    if (
        after in {"-", "–", "/"}
        and tokens.is_glued(index + 2)
        and len(tokens.at[index + 2]) == 2
        and tokens.at[index + 2].isdecimal()
    ):
        return index + 2, "date"
    if "1900" <= tokens.at[index] <= "2100" and tokens.at[index - 1] in _YEAR_LEADS:
        return None if _is_measure(tokens, index) else (index, "date")
    if _has_unit(tokens, index) or tokens.at[index] < "1900" and tokens.at[index - 1] not in _YEAR_LEADS:
        return None
    if (
        is_plural(after)
        and not tokens.is_capital(index + 1)
        and tokens.at[index - 1] not in {"the", "its", "their", "'s"}
    ):
        return None
    return index, "date"


def _is_measure(tokens: Tokens, index: int) -> bool:
    """Whether "around 2000 km" has a unit in spite of its look."""
    unit = read_unit(tokens, index + 1)
    return unit is not None and len(tokens.at[unit.last]) > 1 or tokens.at[index + 1] == "%"


def _read_name(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Numbers that name: "Table 3", "version 2.1", "Atlas 350", a phone number behind its word."""
    word, before = tokens.at[index], tokens.at[index - 1]
    at = index - 1
    if before == "." and tokens.is_glued(index - 1):
        at -= 1
    if tokens.at[at] == "(":
        at -= 1
    if (
        tokens.at[at] in _DESIGNATORS
        and not (at == index - 1 and _is_verb_like(tokens, at))
        and not (_has_unit(tokens, index) and len(tokens.cased(index + 1)) != 1)
    ):
        return _name_end(tokens, index, phone=tokens.at[at] in _PHONE_WORDS), "name"
    if _is_phone(tokens, index):
        return _name_end(tokens, index, phone=True), "identifier"
    if word.isdecimal() and _is_address(tokens, index + 1):
        return index, "address"
    if tokens.at[index - 2] == "-" and tokens.at[index - 3] == "-" and tokens.is_glued(index - 1):
        return index, "name"
    if not word.isdecimal() and word.count(".") != 1 or len(word) > 5 or "," in word:
        return None
    return (index, "name") if _stands_in_name(tokens, index) else None


def _is_phone(tokens: Tokens, index: int) -> bool:
    """Whether "+49 69 7565 1000" or "+1 (833) …" begins here, which no thousands are grouped like."""
    if tokens.at[index - 1] != "+" or not tokens.is_glued(index) or not tokens.at[index].isdecimal():
        return False
    if tokens.at[index + 1] in {"(", "-"} and tokens.is_number(index + 2):
        return True
    return tokens.is_number(index + 1) and tokens.is_number(index + 2) and not _has_unit(tokens, index)


def _is_address(tokens: Tokens, index: int) -> bool:
    """Whether the words behind a number name a street."""
    for at in range(index, index + 4):
        if not tokens.is_capital(at):
            return False
        if at > index and tokens.at[at] in _STREETS:
            return True
    return False


def _is_verb_like(tokens: Tokens, index: int) -> bool:
    return tokens.at[index] in {
        "issued",
        "call",
        "note",
        "model",
        "bill",
        "act",
        "unit",
        "box",
    } and not tokens.is_capital(index)


def _name_end(tokens: Tokens, index: int, *, phone: bool) -> int:
    """The end of "44–47", "3.2 and 3.4", "+1 (833) 555-0142"."""
    links = {"-", "–", "(", ")", "/", ".", "+"} if phone else {"-", "–", ",", "and", "to", "&", "or"}
    last = index
    at = index + 1
    while at < len(tokens.words) and at < index + 16:
        if tokens.is_number(at) and (phone or tokens.at[at - 1] in links and not _has_unit(tokens, at)):
            last = at
        elif tokens.at[at] not in links:
            break
        at += 1
    return last


def _stands_in_name(tokens: Tokens, index: int) -> bool:
    """Whether a bare figure belongs to the capitalised words before it ("Atlas 350", "Opus 4.6")."""
    before = index - 1
    if tokens.at[before] == ")" and tokens.is_capital(before - 1) and tokens.at[before - 2] == "(":
        before -= 1
    if not tokens.is_capital(before) or not tokens.is_word(before) or tokens.is_glued(index):
        return False
    if tokens.at[before] in _HEADING_VERBS | _RATIO_NAMES or tokens.at[before] in _MONTHS or _has_unit(tokens, index):
        return False
    if read_currency_before(tokens, index) or tokens.words[before].endswith(("ed", "ing")):
        return False
    first = before == 0 or tokens.at[before - 1] in {".", ":", "|", "•", "“", '"', "—"}
    if _is_titled(tokens):
        return (
            not (is_plural(tokens.at[index + 1]) or _leads_to_plural(tokens, index + 1))
            or first
            and not tokens.words[before].endswith("s")
        )
    return not (first and is_plural(tokens.at[index + 1]))


def _leads_to_plural(tokens: Tokens, index: int) -> bool:
    """Whether a capitalised noun in the plural follows: "Posts 17 Agentic AI Job Openings"."""
    for at in range(index, min(index + 5, len(tokens.words))):
        if not tokens.is_word(at):
            return False
        if is_plural(tokens.words[at]):
            return True
    return False


def _is_titled(tokens: Tokens) -> bool:
    """Whether most words of the sentence are capitalised, as in a heading."""
    words = [
        index for index in range(min(len(tokens.words), 40)) if tokens.is_word(index) and len(tokens.words[index]) > 3
    ]
    return len(words) > 1 and sum(tokens.is_capital(index) for index in words) >= 0.7 * len(words)
