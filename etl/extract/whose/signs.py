"""What speaks for a candidate to be the subject of a figure: the names of its signs, under which the catalogue weighs them."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache

from etl.extract.language.words import word_list
from etl.extract.names.document_names import Names
from etl.extract.names.name_forms import is_acronym, is_product
from etl.extract.topics.owners import Form
from etl.model.metric import find_metric, singular
from etl.model.subject import adjectives, aliases, is_known, places

_SMALL = frozenset({"of", "in", "and", "for", "the"})
_HEADS = ("groups", "references", "things", "voices", "generic_headings", "sizes", "prices", "persons", "institutions",
          "goals", "kinds_of_names", "totals", "companies")  # fmt: skip
_LAST_NAMES = (
    "institutions",
    "forecasters",
    "media",
    "months",
    "titles",
    "kickers",
    "publications",
    "symbols",
    "voices",
)
_NEAR = ("same", "block", "far")
_BROADER = {f"figure {near} {unit}": f"figure {near}" for near in _NEAR for unit in ("unit", "other")}
_BROADER |= {f"found {where}": "found" for where in ("in its sentence", "around")}
_NAMED = (1, 2, 4, 8)
_SAID = (1, 2, 3, 5, 9)
_MOST_WORDS = 4
_REMEMBERED = 1 << 14


def of_form(form: Form) -> list[str]:
    """How a phrase of the sentence is written (topics/owners.py), its capital aside."""
    _, determiner, owned, opens = form
    return [name for name in (owned, opens, determiner and f"det:{determiner}") if name]


def of_phrase(role: str, capital: str) -> list[str]:
    """What a phrase is to the figure."""
    plain = _plain_role(role)
    return ["np", f"role:{role}", f"role:{plain}", f"role:{plain}.{capital}"]


def of_part(role: str) -> list[str]:
    """What the phrase is to the figure that a name opens."""
    return ["part", f"part:{_plain_role(role)}"]


def of_whole(role: str) -> list[str]:
    """What the phrase is to the figure that is a name from its first word to its last."""
    return ["whole name", f"whole:{_plain_role(role)}"]


def of_joined(role: str, preposition: str) -> list[str]:
    """What the phrase is to the figure that is taken together with the one behind its preposition."""
    return ["joined", f"joined:{preposition}", f"joined:{_plain_role(role)}"]


def _plain_role(role: str) -> str:
    """A role without what leads to the phrase: "object1:in" is "object1"."""
    return role.partition("+")[0].partition(":")[0].partition("^")[0]


def of_source(which: str, form: str) -> list[str]:
    """Where outside the grammar of the sentence a candidate comes from, more and less exactly, and how it is written."""
    sources = (_BROADER.get(which, ""), which)
    return [name for source in sources if source for name in (source, f"{source}.{form}")]


def of_writing(form: str, is_here: bool, much: str) -> list[str]:
    """How a candidate is written, by whether its sentence has it and by how much of it the metric says already."""
    return [f"{'here' if is_here else 'away'}.{form}", f"in metric.{much}.{form}"]


def of_words(which: str, how: str) -> list[str]:
    """How the words of a candidate stand to those of something known."""
    return [f"words.{which}.{how}"]


@lru_cache(_REMEMBERED)
def form_of(text: str) -> str:
    """How a candidate is written: all its words with a capital, some, none."""
    words = [word for word in text.replace("-", " ").split() if word not in _SMALL]
    capital = [word[0].isupper() or not word[0].isalpha() for word in words]
    return "cap" if all(capital) else "mixed" if any(word[0].isupper() for word in words) else "small"


def lasting_signs(text: str) -> tuple[str, ...]:
    """What a candidate is in any document."""
    lower, words, form = text.lower(), text.split(), form_of(text)
    last = words[-1].lower()
    head = singular(last)
    signs = [form, f"{form}.words{min(len(words), _MOST_WORDS)}"]
    if lower in aliases() or lower in adjectives():
        signs.append("place" if text in places() or lower in adjectives() else "of the catalogue")
    if form == "cap":
        signs += [sign for sign, words in _lists("last", _LAST_NAMES) if last in words]
    else:
        signs.append("plural" if head != last else "singular")
        signs += [sign for sign, words in _lists("head", _HEADS) if head in words or last in words]
    measured = find_metric(lower.split())
    if measured is not None:
        begins = word_list("accounting", "fillers").issuperset(lower.replace("-", " ").split()[: measured[1]])
        if measured[2] == len(words) or not begins:
            end = "tail" if measured[2] == len(words) else "inside"
            signs.append(f"{form}.metric.{'all' if measured[2] - measured[1] == len(words) else end}")
        signs += [] if measured[0].is_noun else ["measured"]
    if is_acronym(text) and not is_known(lower):
        signs.append("acronym")
    if any(map(str.isdigit, text)):
        signs.append("product" if is_product(text) else "digit")
    return tuple(signs)


@cache
def _lists(place: str, names: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Lists of words with the sign of a candidate whose word at a place is one of them."""
    return tuple((f"{place}.{name}", word_list(name)) for name in names)


def signs_in_text(text: str, names: Names, said: Mapping[str, int], title: str) -> list[str]:
    """What a document has of a candidate; `said` counts the phrases it has, in lower case."""
    lower, form = text.lower(), form_of(text)
    signs = [f"{form}.said{_grade(said.get(lower, 0), _SAID)}"]
    if form == "cap":
        signs.append(f"named{_grade(names.counts.get(text, 0), _NAMED)}")
        if text in names.fuller:
            signs.append("short")
    if text.rpartition(" ")[2] in names.persons or text in names.persons:
        signs.append("person")
    return [*signs, f"{form}.title"] if lower in title else signs


def _grade(count: int, steps: tuple[int, ...]) -> int:
    return bisect_right(steps, count)
