"""Numbers that name: models and versions, pages and tables, streets, telephones."""

from etl.extract.aside.dates import has_unit, is_year
from etl.extract.numbers.letters import read_letter
from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.quantities import match_unit, read_currency_before
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.units_behind import read_unit
from etl.extract.numbers.vocabulary import SCALES, TENS, WORDS, words_of

_MONTHS = words_of("months")
_DESIGNATORS = words_of("designators")
_NAMES = words_of("names_with_digits")
_HEADING_VERBS = words_of("heading_verbs")
_STATISTICS = words_of("statistics")
_RATIO_NAMES = words_of("ratio_names")
_SCREENS = words_of("screens")
_OPENERS = frozenset({".", ":", "|", "•", "“", '"', "—"})
_STREETS = words_of("streets")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_HYPHENS = frozenset({"-", "‑", "‐", "–", "−"})
_PREFIXES = frozenset(
    {
        "sub",
        "non",
        "minus",
        "negative",
        "over",
        "under",
        "us",
        "to",
        "and",
        "up",
        "plus",
        "nearly",
        "about",
        "a",
        "in",
        "by",
        "at",
        "of",
    }
)
_PHONE_WORDS = words_of("phone_words")
_DECADES = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})


def read_word_with_digits(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Figures that are part of a word: "GPT-5", "950PR", "26th", "5G"."""
    spatial = tokens.at[index + 1] in _HYPHENS and tokens.cased(index + 2) == "D" and tokens.is_glued(index + 2)
    if (
        is_of_several(tokens, index)
        or _hangs_on(tokens, index)
        or _is_of_age(tokens, index)
        or spatial
        and tokens.is_glued(index + 1)
    ):
        return _run_on(tokens, index), "name"  # "GPT-5", "3-D"
    if tokens.at[index - 1] == "=" and tokens.at[index - 2] in {">", "<", "="}:
        return index, "version"
    after, at = tokens.at[index + 1], index + 1
    if not tokens.is_glued(at) or not tokens.is_word(at) or not after.isascii():
        return None
    several = after == "s" and (is_year(tokens.at[index]) or tokens.at[index] in _DECADES or _is_side(tokens, index))
    if several or after in _ORDINALS:
        return at, "date" if several else "ordinal"
    named = tokens.at[index] + after in _NAMES and (tokens.is_capital(at) or after == "d")
    named = named or tokens.cased(at) == "K" and tokens.at[at + 1] in _SCREENS
    if not named and _is_measure_word(tokens, at):
        return None
    return _run_on(tokens, at), "name"


def _is_of_age(tokens: Tokens, index: int) -> bool:
    """Whether a figure names a class by its age: "the under-17 and under-19 levels"."""
    joined = tokens.at[index - 1] in _HYPHENS and tokens.at[index - 2] in {"under", "u"} and tokens.is_glued(index)
    return joined and len(tokens.at[index]) == 2 and tokens.at[index].isdecimal() and not has_unit(tokens, index)


def _is_side(tokens: Tokens, index: int) -> bool:
    """Whether "over-", "under-" stands before the figure: "over-65s"."""
    return tokens.at[index - 1] in _HYPHENS and tokens.at[index - 2] in {"over", "under"}


def _hangs_on(tokens: Tokens, index: int) -> bool:
    """Whether the figure is glued to a word before or behind it: "GPT-5", "v/2", "300750.SZ"."""
    at, before = index + 1, tokens.at[index - 1]
    if tokens.is_glued(index):
        if before in _HYPHENS and _ends_name(tokens, index - 2):
            return True
        if before in {".", "/", "&", "_"} and tokens.is_glued(index - 1) and tokens.is_word(index - 2):
            if tokens.is_glued(index - 2) and tokens.is_number(index - 3) and tokens.is_capital(index - 2):
                return match_unit(tokens, index - 2) is None  # "737-400SF/800BCF"
            counts = is_plural(tokens.at[index - 2]) and is_plural(tokens.at[index + 1])  # "960 cases/72 deaths"
            return not (before == "/" and (has_unit(tokens, index) or counts))
        if tokens.is_word(index - 1) and before.isascii() and not read_currency_before(tokens, index):
            return True
    linked = tokens.at[at] in {".", "·"} and tokens.is_glued(at) and tokens.is_glued(at + 1)
    return linked and tokens.is_word(at + 1)


def _is_measure_word(tokens: Tokens, index: int) -> bool:
    """Whether the letters behind a figure are a scale, a unit or an exponent."""
    word = tokens.at[index]
    if word in SCALES or word in {"x", "e"} or word[0] == "e" and word[1:].isdecimal():
        return True
    return bool(read_letter(tokens, index, money=True)) or read_unit(tokens, index) is not None


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


def read_name(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Numbers that name: "Table 3", "version 2.1", "Atlas 350", a phone number behind its word."""
    word, lead = tokens.at[index], _lead_of(tokens, index)
    if lead >= 0:
        return name_end(tokens, index, phone=tokens.at[lead] in _PHONE_WORDS), "name"
    if _is_phone(tokens, index):
        return name_end(tokens, index, phone=True), "identifier"
    if _is_p_value(tokens, index):
        return index, "statistic"
    if word.isdecimal() and _is_address(tokens, index + 1):
        return index, "address"
    option = tokens.at[index - 2] == "-" and tokens.at[index - 3] == "-" and tokens.is_glued(index - 1)
    short = len(word) <= 5 and (word.isdecimal() or word.count(".") == 1 and "," not in word)
    return (index, "name") if option or short and _stands_in_name(tokens, index) else None


def _is_p_value(tokens: Tokens, index: int) -> bool:
    """Whether "p = 0.03" or "p < .001" ends here; "P < 11 days" is a period."""
    pointed = tokens.at[index - 1] == "." and tokens.is_glued(index)
    at = index - 1 - pointed
    small = pointed or tokens.at[index][0] == "0" or tokens.at[index] == "1"
    return small and tokens.at[at] in {"=", "<", ">", "≤"} and tokens.at[at - 1] == "p"


def _lead_of(tokens: Tokens, index: int) -> int:
    """The word that makes a name of the figure behind it ("page", "version"); -1 where there is none."""
    at = index - 1
    if tokens.at[at] == "." and tokens.is_glued(at):
        at -= 1
    if tokens.at[at] == "(":
        at -= 1
    if tokens.at[at] not in _DESIGNATORS or at == index - 1 and _is_verb_like(tokens, at):
        return -1
    if tokens.is_glued(at) and tokens.is_number(at - 1):
        return -1  # "6.4p (5.9p)"
    if tokens.at[at] == "number" and "," in tokens.at[index]:
        return -1  # "students number 4,706"
    measured = has_unit(tokens, index) and len(tokens.cased(index + 1)) != 1
    return -1 if measured or at < 0 else at


def _is_verb_like(tokens: Tokens, index: int) -> bool:
    if tokens.at[index] in {"building", "stage", "track", "form", "seat", "line"} and is_plural(tokens.at[index + 2]):
        return not tokens.is_capital(index)  # "the firm is building 87 flats"
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


def _is_phone(tokens: Tokens, index: int) -> bool:
    """Whether "+49 69 7565 1000" or "+1 (833) …" begins here, which no thousands are grouped like."""
    if tokens.at[index - 1] != "+" or not tokens.is_glued(index) or not tokens.at[index].isdecimal():
        return False
    if tokens.at[index + 1] in {"(", "-"} and tokens.is_number(index + 2):
        return True
    return tokens.is_number(index + 1) and tokens.is_number(index + 2) and not has_unit(tokens, index)


def _is_address(tokens: Tokens, index: int) -> bool:
    """Whether the words behind a number name a street."""
    for at in range(index, index + 4):
        if not tokens.is_capital(at):
            return False
        if at > index and tokens.at[at] in _STREETS:
            return True
    return False


def name_end(tokens: Tokens, index: int, *, phone: bool) -> int:
    """The end of "44–47", "3.2 and 3.4", "+1 (833) 555-0142"."""
    links = {"-", "–", "(", ")", "/", ".", "+"} if phone else {"-", "–", ",", "and", "to", "through", "&", "or"}
    last = index
    at = index + 1
    while at < len(tokens.words) and at < index + 16:
        if tokens.is_number(at) and (phone or tokens.at[at - 1] in links and not has_unit(tokens, at)):
            last = at
        elif not phone and tokens.at[at] == "of" and tokens.is_number(at + 1) and not is_plural(tokens.at[at + 2]):
            return at + 1 if at == last + 1 else last  # "level 3 of 4"
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
        return tokens.is_camel(before) and not tokens.is_glued(index) and not has_unit(tokens, index)
    if tokens.at[before] in _HEADING_VERBS and not _is_acronym(tokens, before):
        return False
    if (
        tokens.at[before] in _STATISTICS
        or tokens.at[before] in _RATIO_NAMES
        or tokens.at[before] in _MONTHS
        or has_unit(tokens, index)
        or tokens.at[index + 1] in _HYPHENS
        and tokens.is_number(index + 2)
        and has_unit(tokens, index + 2)  # "wind SW 12–18 mph"
    ):
        return False
    opens = before == 0 or tokens.at[before - 1] in _OPENERS
    if read_currency_before(tokens, index) or opens and tokens.words[before].endswith(("ed", "ing")):
        return False  # "Totaling 500"; but "the Boeing 777"
    behind = index + 1
    if tokens.at[behind] in _HYPHENS and tokens.is_number(behind + 1):
        behind += 2  # "Use 3–4 drops"
    if _is_titled(tokens):
        return (
            not (is_plural(tokens.at[behind]) or _leads_to_plural(tokens, behind))
            or opens
            and not tokens.words[before].endswith("s")
        )
    return not (opens and is_plural(tokens.at[behind]))


def is_of_several(tokens: Tokens, index: int) -> bool:
    """Whether a number ends a word that is no figure: "the round-of-32 games", "a best-of-five series"."""
    return tokens.words[max(0, index - 3) : index] == ["-", "of", "-"]


def ends_names(tokens: Tokens, index: int) -> bool:
    """Whether a number in words names the last of several by rank: the ten of "deciles four through ten"."""
    pair = tokens.at[index - 1] in {"through", "to", "and"} and tokens.at[index - 2] in WORDS
    return pair and tokens.at[index - 3] in _DESIGNATORS and tokens.at[index - 3].endswith("s")


def is_named_word(tokens: Tokens, index: int) -> bool:
    """Whether a number in words with a capital closes a name: the "Final Four"."""
    before = index - 1
    if index < 2 or tokens.words[index] not in WORDS or not tokens.is_capital(index) or not tokens.is_capital(before):
        return False
    if not tokens.is_word(before) or tokens.at[before] in _HEADING_VERBS or tokens.at[before] in _MONTHS:
        return False
    return not tokens.is_capital(index + 1) and tokens.at[index + 1] not in _HYPHENS and not _is_titled(tokens)


def _is_acronym(tokens: Tokens, index: int) -> bool:
    """Whether a word of capitals stands behind another one: the BY of "CC BY 4.0"."""
    return tokens.cased(index).isupper() and tokens.cased(index - 1).isupper() and not _is_titled(tokens)


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
