"""Who a text speaks of: the names of a document, names inside noun phrases, and the name a short form stands for."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from etl.extract.grammar import Parse, Phrase, verb_forms, word_list
from etl.model.document import Document, Zone
from etl.model.metric import find_metric, singular
from etl.model.subject import adjectives, aliases, normalise_subject, places

__all__ = ["Names", "Naming", "normalise_subject", "split_name"]

# A run of capitalised words behind a word in lower case, a comma or an opening: surely a name, not a beginning.
_WORD = r"[A-Z][\w&-]*(?:\.\d\w*)?"
_NAME = re.compile(rf"(?<=[a-z,;:(“\"’'] ){_WORD}(?: (?:{_WORD}|\d+[A-Z]\w*\b|of the (?=[A-Z])|of (?=[A-Z])))*")
_OPENING = re.compile(rf"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=[–—-] ))(?:The |An? )?({_WORD}(?:(?:['’]s)? (?:{_WORD}|\d+[A-Z]\w*\b))*)")
_AHEAD = re.compile(r"(?P<dateline>,? ?[A-Z]?[a-z]*\.? ?[–—] |/|,(?= [A-Z]))|['’]s|\s(?P<word>[a-z]+)")
_PRODUCT = re.compile(
    rf"({_WORD})(?:['’]s (?:new )?|(?: \w+)? (?:[Rr]eveal|[Uu]nveil|[Ll]aunch|[Ii]ntroduc|[Rr]eleas|[Aa]nnounc|[Dd]ebut)(?:e?s|e?d) (?:its |the |an? )?)"
    rf"({_WORD}(?: (?:{_WORD}|\d+[A-Z]\w*\b)){{0,3}})"
)
_LEGAL = frozenset(["inc", "corp", "corporation", "plc", "ltd", "limited", "ag", "se", "sa", "nv", "llc", "gmbh"])
_COMPANY_WORDS = _LEGAL | frozenset(
    [
        "international",
        "instruments",
        "group",
        "holdings",
        "technologies",
        "technology",
        "bank",
        "systems",
        "industries",
        "energy",
        "electronics",
        "motors",
        "airlines",
        "pharmaceuticals",
        "pharma",
        "therapeutics",
        "bio",
        "biotech",
        "genomics",
        "health",
        "healthcare",
        "medical",
        "capital",
        "partners",
        "networks",
        "labs",
        "robotics",
        "semiconductor",
        "semiconductors",
        "foods",
        "stores",
        "airways",
        "telecom",
        "mobile",
        "insurance",
        "financial",
        "software",
        "media",
        "entertainment",
        "logistics",
        "aerospace",
        "power",
        "solar",
        "oil",
        "petroleum",
        "steel",
        "mining",
        "chemicals",
        "materials",
        "properties",
        "realty",
    ]
)
_CURRENCIES = frozenset("USD EUR GBP JPY CNY RMB INR CHF DKK SEK NOK PLN AUD CAD KRW TWD HKD SGD BRL ZAR".split())
_LONGEST_ACRONYM = 5
_MIN_MENTIONS_OF_MAIN = 3
_MAIN_SHARE = 0.08
_SHORT_TITLE = 3
_TITLE_BONUS = 2
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_HEAD = 600


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one document: how often each stands in it, and the fuller name of a short one."""

    counts: dict[str, int]
    fuller: dict[str, str]
    words: frozenset[str]
    main: str
    makers: dict[str, str]
    title: str = ""
    small: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Document) -> "Names":
        """Read the names of a document."""
        counts = Counter(_clean(match) for match in _NAME.findall(document.text))
        counts.pop("", None)
        small = frozenset(word for word in set(document.text.split()) if word[0].islower())
        words = frozenset(
            word for name in counts for word in name.split() if word.lower() not in small or is_known(word.lower())
        )
        head = _title(document) + "\n" + document.text[:_HEAD]
        openings = [
            part for match in _OPENING.findall(document.text) for part in re.split("['’]s ", match) if " " in part
        ]
        fuller = _fuller(counts, [name for name in openings if name.split()[0] in words])
        main = _main_subject(counts, fuller, words, document.text, head)
        return cls(dict(counts), fuller, words, main, _makers(document.text, words), _short_title(head), small)

    def full(self, name: str) -> str:
        """The fuller name the document uses for a short one, or the catalogue's for an alias."""
        known = aliases().get(name.lower())
        if known is not None:
            return known
        name = self.fuller.get(name, name)
        maker = self.makers.get(name, "")
        return name if not maker or name.startswith(maker) else f"{maker} {name}"


def _title(document: Document) -> str:
    if document.title:
        return document.title
    headings = (block for block in document.blocks[:40] if block.zone is Zone.HEADING)
    return next((document.text[block.start : block.end] for block in headings), "")


def _short_title(head: str) -> str:
    """The first words of a title, up to a date, a colon or a dash."""
    title = head.lstrip("\n# *").partition("\n")[0]
    return " ".join(re.split(r"\s[–—|-]|[:;,|(]|\s(?:for|in|of|and|by)\s|\s\d{4}", title)[0].split()[:4]).strip(" *_#")


def _makers(text: str, words: frozenset[str]) -> dict[str, str]:
    """Whose a product is: "Huawei's Ascend 950PR", "Alibaba unveiled its XuanTie C950"."""
    makers: dict[str, str] = {}
    for match in _PRODUCT.finditer(text):
        maker, product = match[1].split()[-1], _clean(match[2])
        if is_product(product) and maker in words and maker.lower() not in adjectives() and maker not in places():
            makers.setdefault(product, aliases().get(maker.lower(), maker))
    return makers


def is_product(name: str) -> bool:
    """Whether a name looks like that of a product: its last word holds a digit."""
    return bool(name) and _has_digit(name.split()[-1]) and not name.split()[-1].isdigit()


def _clean(name: str) -> str:
    words = name.rstrip("-&,").split()
    acts = [place for place, word in enumerate(words) if _is_act(word)]
    if acts:
        words = words[: acts[0]] or words[acts[-1] + 1 :]
    name = " ".join(words)
    return name if len(name) > 1 and not set(name.lower().split()) & _no_names() else ""


def _is_act(word: str) -> bool:
    """Whether a word of a title is a verb: "Reveals"."""
    verb = verb_forms().get(word.lower())
    return verb is not None and verb.form in ("s", "past", "ing") and word[-1] in "sdg"


def _fuller(counts: Counter[str], openings: list[str]) -> dict[str, str]:
    longer: dict[str, str] = {}
    for name in sorted({*counts, *(_clean(part) for part in openings)}, key=lambda name: (-counts[name], name)):
        words = name.split()
        while len(words) > 2 and words[-1].lower() in _LEGAL:
            words.pop()
        if not 2 <= len(words) <= 3 or " of " in name or is_known(words[0].lower()):
            continue
        name, last = " ".join(words), words[-1]
        if last.lower() in _COMPANY_WORDS:
            longer.setdefault(" ".join(words[:-1]), name)
        elif not last.isdigit() and not _is_acronym(last) and (last in counts or _has_digit(last)):
            longer.setdefault(last, name)
    return {short: name for short, name in longer.items() if not is_known(short.lower())}


def _main_subject(counts: Counter[str], fuller: dict[str, str], words: frozenset[str], text: str, head: str) -> str:
    """The name a document turns on: one that stands at its head and is named far more often than others."""
    title, lower_head = head.lstrip("\n# ").partition("\n")[0].strip().lower(), head.lower()
    if title and len(title.split()) <= _SHORT_TITLE and is_product(title.split()[-1]):
        return head.lstrip("\n# ").partition("\n")[0].strip()
    totals: Counter[str] = Counter()
    titled: set[str] = set()
    for name, count in counts.items():
        first, last = name.split()[0], name.split()[-1].lower()
        shown = name if name.lower() in lower_head else first if first in fuller or is_known(first.lower()) else ""
        if first in words and shown and shown.lower() in lower_head and not _is_plain_acronym(first) and last not in _bodies():
            known = adjectives().get(first.lower()) or aliases().get(name.lower()) or aliases().get(first.lower())
            totals[known or fuller.get(first, name)] += count
            titled |= {known or fuller.get(first, name)} if shown.lower() in title else set()
    totals.update(dict.fromkeys(titled, _TITLE_BONUS))
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    enough = max(_MIN_MENTIONS_OF_MAIN, _MAIN_SHARE * counts.total())
    rivals = [total for name, total in ranked if not set(name.split()) & set(ranked[0][0].split())]
    if ranked and ranked[0][1] >= enough and (not rivals or ranked[0][1] >= 1.5 * rivals[0]):
        return ranked[0][0]
    return "world" if re.search(r"\b(?:world|global)\b", text[: 20 * _HEAD], re.IGNORECASE) else ""


@cache
def _bodies() -> frozenset[str]:
    return word_list("references") | {"committee", "review", "index", "plan", "board", "rs", "department", "office"}


def _is_plain_acronym(word: str) -> bool:
    plain = len(word) < 3 or word in _CURRENCIES or find_metric([word.lower()]) is not None
    return _is_acronym(word) and not is_known(word.lower()) and plain


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


@cache
def _no_names() -> frozenset[str]:
    lists = ("months", "times", "determiners", "pronouns", "prepositions", "conjunctions", "auxiliaries")
    return frozenset().union(*(word_list(name) for name in lists)) - {"of", "the", "us", "it"}


def is_known(word: str) -> bool:
    """Whether a word in lower case is a name of the catalogue or an adjective of place."""
    return word in aliases() or word in adjectives()


def _is_acronym(written: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", written)
    return letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM


def split_name(parse: Parse, phrase: Phrase, names: Names) -> int:
    """How many tokens at the start of a phrase are a name: 2 in "Huawei Ascend inference performance"."""
    words, index = parse.sentence.words, phrase.first
    for size in range(min(3, phrase.last - phrase.first + 1), 1, -1):
        if " ".join(words[index : index + size]) in aliases():
            return size
    while index <= phrase.last and _is_name_token(parse, index, phrase, names):
        index += 1
    while index - 1 > phrase.first and words[index - 1] in "-/&.":
        index -= 1
    return index - phrase.first


def _is_name_token(parse: Parse, index: int, phrase: Phrase, names: Names) -> bool:
    word = parse.sentence.words[index]
    if index > phrase.first and parse.sentence.is_adjacent(index) and parse.sentence.words[index - 1][-1].isalnum():
        return True
    if is_known(word) or (index > phrase.first and (word[0].isdigit() or word in "-&")):
        return True
    if word.translate(_LOWERED) in word_list("symbols") or not parse.is_capital(index):
        return parse.is_capital(index) is False and index > phrase.first and word.isalpha() and len(word) <= 3 and parse.sentence.is_adjacent(index)
    written = parse.sentence.quote(index, index)
    if _is_acronym(written) and (
        not _has_digit(written) or (len(written) == 3 and not parse.is_capital(min(index + 1, phrase.last)))
    ):
        return phrase.first == phrase.last and written in names.words
    if parse.titled or index == 0 or not parse.sentence.words[index - 1].isalnum():
        if written in names.words or _has_digit(written):
            return True
        return index < phrase.last and parse.is_capital(index + 1) and not parse.titled and word not in names.small
    return True


@dataclass(frozen=True, slots=True)
class Naming:
    """What a noun phrase says of a subject: its name, and where the rest of the phrase, the metric, begins."""

    subject: str
    rest: int


def name_of(parse: Parse, phrase: Phrase, names: Names) -> Naming:
    """Split a phrase into the subject it opens with and the rest.

    A group the metric belongs to goes with the subject: "Chinese AI startup | funding".
    """
    size = split_name(parse, phrase, names)
    if not size:
        return Naming("", phrase.first)
    words = parse.sentence.words
    end = phrase.first + size
    for index in range(end, phrase.last + 1):
        if singular(words[index]) in word_list("groups"):
            end = index + 1
    text = parse.sentence.quote(phrase.first, end - 1)
    if end == phrase.first + size and text.lower() in adjectives():
        text = adjectives()[text.lower()]
    return Naming(names.full(text), end)


def last_name_before(text: str, start: int, end: int, names: Names) -> tuple[str, str]:
    """The name and the product spoken of before `end`: those that open the nearest sentences, or the first ones named."""
    name = product = ""
    for match in _OPENING.finditer(text, start, end):
        for part in re.split("['’]s ", match[1]):
            found = _clean(part)
            if not _is_spoken_of(found, names) or not _acts(text, match.end(), found):
                continue
            if is_product(found):
                product = found
            elif match[1].startswith(part):
                name = found
    if not name or not product:
        for match in _NAME.finditer(text, start, end):
            found = _clean(match[0])
            if not _is_spoken_of(found, names) or (_is_acronym(found) and not is_known(found.lower())):
                continue
            if not product and is_product(found):
                product = found
            elif not name and not names.main and not is_product(found) and found.lower() not in adjectives():
                name = found
    return (names.full(name) if name else ""), (names.full(product) if product else "")


def _acts(text: str, end: int, name: str) -> bool:
    """Whether what follows a name at the head of a sentence makes it its subject: no dateline, no acronym of a metric."""
    ahead = _AHEAD.match(text, end)
    if ahead is None:
        return True
    if ahead["dateline"]:
        return False
    word = ahead["word"] or ""
    return not _is_acronym(name) or is_known(name.lower()) or not word or word in verb_forms() or word in ("has", "had", "will")


def _is_spoken_of(name: str, names: Names) -> bool:
    first = name.split()[0] if name else ""
    if name.lower().translate(_LOWERED) in word_list("symbols"):
        return False
    return bool(first) and (first in names.words or first.lower() in aliases()) and first.lower() not in media()


@cache
def media() -> frozenset[str]:
    """Names of newspapers and agencies, which report what others did."""
    return word_list("media")
