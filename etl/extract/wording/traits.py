"""What speaks for a word to belong to a metric: the names of its traits, under which the catalogue weighs them.

Each function gives the names of one trait, for figures of a sort whose metric a rule found.
"""

from collections.abc import Callable

from etl.extract.sentence import Mention
from etl.extract.topics.metrics import named_metric
from etl.model.quantity import Kind

_DIMENSIONS = {"currency": "money", "count": "count", "share": "share", "time": "time"}
_OF_THEMSELVES = frozenset({Kind.GROWTH, Kind.RATIO, Kind.SHARE, Kind.PROBABILITY})

Trait = tuple[str, ...]
Standing = tuple[str, str, str, str]  # how often measured, how often said, in the title, a name


def sort_of(mention: Mention) -> str:
    """What sort of figure it is: a change, a ratio, money, a count, a time, or physical."""
    if mention.kind in _OF_THEMSELVES:
        return mention.kind.value
    if "rate" in mention.marks:  # "15.9 per 100,000"
        return "physical/"
    first, slash, _ = mention.dimension.partition("/")
    return _DIMENSIONS.get(first, "physical") + slash


def noun_away(away: str) -> list[str]:
    """That a word stands in a phrase of the sentence, so far away."""
    return ["said", "tag.N", f"away.{away}"]


def verb_away(away: str) -> list[str]:
    """That a word is a verb of the sentence, so far away."""
    return ["said", "tag.V", f"away.{away}", f"verb.{away[0]}"]


def in_phrase(role: str, head: str, is_capital: bool, sort: str, rule: str) -> list[str]:
    """How a word stands in a phrase ("h": last, "m": before), and what the phrase is to the figure."""
    names = [role, f"{role}.{head}", f"{role}*{sort}", f"{role}*{rule}"]
    return [*names, f"{role}.{head}.C", "capital"] if is_capital else names


def as_verb(form: str, governs: bool, sort: str, rule: str) -> list[str]:
    """The form of a verb, and whether the figure hangs on it."""
    names = [f"verb.{form}"]
    return [*names, "governing", f"governing.{form}*{sort}", f"governing*{rule}"] if governs else names


def in_text(standing: Standing, is_said: bool, sort: str) -> list[str]:
    """That there is a word, and how it stands in the document: how often measured and said, and what else is true of it."""
    measured, often, *others = standing
    said = "said" if is_said else "unsaid"
    names = ["bias", f"bias*{sort}", f"{measured}.{said}", f"{often}.{said}", f"{measured}*{sort}"]
    names += [f"text.{other}" for other in others if other]
    return [*names, f"{often}.title"] if "title" in others else names


def of_word(word: str) -> tuple[list[str], list[str]]:
    """The word by itself, where it is not said beside the figure and where it is."""
    names = [f"word.{word}"]
    names += ["text.number"] if word.isdigit() else []
    names += ["text.catalogued"] if named_metric([word]) is not None else []
    return names, [*names, f"word.{word}.said", "text.said"]


def names_of(trait: Trait, sort: str, rule: str) -> list[str]:
    """The names of a trait of any other kind."""
    return _NAMERS.get(trait[0], _of_sort)(trait, sort, rule)


def _found(trait: Trait, sort: str, rule: str) -> list[str]:
    _, length, place = trait
    return ["found", f"found:{rule}", f"found*{sort}", f"found.{length}", f"found:{rule}*{sort}", f"found.{place}"]


def _of_sort(trait: Trait, sort: str, _: str) -> list[str]:
    name = ".".join(trait)
    return [name, f"{name}*{sort}"]


def _of_rule(trait: Trait, sort: str, rule: str) -> list[str]:
    name = ".".join(trait)
    return [name, f"{name}*{sort}", f"{name}:{rule}"]


def _alone(trait: Trait, _: str, __: str) -> list[str]:
    return [".".join(trait)]


_NAMERS: dict[str, Callable[[Trait, str, str], list[str]]] = {
    "found": _found,
    "figure": _of_rule,
    "general": _of_rule,
    "mark": _alone,
}
