"""Nouns of counted things: their plurals."""

_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "mouse": "mice", "inch": "inches", "analysis": "analyses", "crisis": "crises", "life": "lives", "wife": "wives",
    "knife": "knives", "leaf": "leaves", "half": "halves", "shelf": "shelves", "wolf": "wolves", "calf": "calves",
    "loaf": "loaves", "thief": "thieves", "hero": "heroes", "potato": "potatoes", "tomato": "tomatoes", "hertz": "hertz",
}  # fmt: skip
_SAME = (
    "aircraft",
    "series",
    "species",
    "fish",
    "sheep",
    "staff",
    "crew",
    "celsius",
    "kelvin",
    "sq",
    "dead",
    "percent",
)


def plural(noun: str) -> str:
    """The plural of a counted noun; the last of several words takes it, and codes such as USD stay.

    >>> plural("government department"), plural("story"), plural("chairperson"), plural("USD")
    ('government departments', 'stories', 'chairpeople', 'USD')
    """
    head, space, last = noun.rpartition(" ")
    if not last or last in _SAME or not last.islower() or last.endswith(("s", "people")):
        ended = last
    elif last in _IRREGULAR:
        ended = _IRREGULAR[last]
    elif last.endswith("person"):
        ended = last.removesuffix("person") + "people"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        ended = last[:-1] + "ies"
    else:
        ended = last + ("es" if last.endswith(("ch", "sh", "x", "z")) else "s")
    return head + space + ended
