"""What the amounts of a text are called, and which of them a description means.

An amount goes by the words of its clause; a description ("of total energy consumption") means the amounts whose clauses hold
all its words, wherever they stand.
"""

import re
from collections import defaultdict
from dataclasses import field

from etl.catalog import CATALOG
from etl.extract.links.contexts import stem
from etl.extract.links.derived.scene import nearest
from etl.extract.links.direction import MOVES
from etl.extract.links.items import Item
from etl.model.record import record

_WORD = re.compile(r"[a-z]+(?:['’&-][a-z]+)*")
# Words of grammar, and those that say how much of a thing there is, or when, and not which thing.
_NO_NAME = frozenset(
    word for name in ("common_words", "nameless_words") for word in (CATALOG / f"{name}.txt").read_text("utf-8").split()
)
_KEY = 6  # letters of a stem by which consumed and consumption are one
_BEHIND = 70
_BRACKET = re.compile(r"\([^()]*\)")
_BREAK = re.compile(r"[;.:)]|, |\b(?:while|whereas|but|compared|down|up)\b")
_FRAME = re.compile(r"\W*(?:for|among|amongst|as for) ([^,.;\d]{3,40}),", re.IGNORECASE)
_LOOKED_AT = 24


def keys_of(text: str) -> frozenset[str]:
    """The words of a phrase that name a thing, by their first letters, so that forms of one word meet."""
    return frozenset(stem(word)[:_KEY] for word in _WORD.findall(MOVES.sub(" ", text.lower())) if word not in _NO_NAME)


@record
class Names:
    """The amounts of a text and what each is called; made as they are asked for."""

    items: tuple[Item, ...]
    called: dict[int, frozenset[str]] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    frames: dict[int, frozenset[str]] = field(default_factory=dict)

    def of(self, place: int) -> frozenset[str]:
        """What an amount is called: by the words right before it that name something, and by those behind it."""
        if place not in self.called:
            item = self.items[place]
            behind = _BREAK.split(_BRACKET.sub(" ", item.behind[: 2 * _BEHIND]))[0][:_BEHIND]
            called, at = keys_of(item.before), place
            while not called and self.items[at].position and at:
                at -= 1
                called = keys_of(self.items[at].before)
            self.called[place] = called | keys_of(f"{behind} {item.mention.noun}") | self._frame(item)
        return self.called[place]

    def _frame(self, item: Item) -> frozenset[str]:
        """What the paragraph of an amount is about where its first words say so: "For men, …"."""
        block = item.sentence.block
        if block not in self.frames:
            text, at = item.sentence.text, item.sentence.start
            found = _FRAME.match(text, text.rfind("\n\n", 0, at + 2) + 2 if at > 1 else 0)
            self.frames[block] = keys_of(found[1]) if found else frozenset()
        return self.frames[block]

    def meant(self, description: frozenset[str], index: int, *, missing: int = 0) -> list[int]:
        """Places of the few amounts nearest to a figure that are called by the words of a description, by all but some."""
        if not self.places:
            self._enter()
        rarest = sorted(description, key=lambda key: (len(self.places.get(key, ())), key))[: missing + 1]
        near = sorted({place for key in rarest for place in nearest(self.places.get(key, ()), index, _LOOKED_AT)})
        return [place for place in near if len(description - self.of(place)) <= missing]

    def _enter(self) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(self.items):
            if item.is_level and item.value > 0:
                for key in self.of(place):
                    found[key].append(place)
        self.places.update(found)
