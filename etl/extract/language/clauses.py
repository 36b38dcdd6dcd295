"""Which noun phrase is the subject of which verb, and what stands to the left and right of a figure."""

from etl.extract.language.grammar import Parse, Phrase
from etl.extract.language.words import Verb, word_list
from etl.extract.sentence import Mention
from etl.model.record import record, replace

_OPENERS = frozenset("$€£¥₹~≈<>≥≤+−-–±([“\"'‘*_")
_REACH = 60  # tokens a verb or a bracket is looked for in
_STEPS = 12  # words between a verb and its subject, prepositions in it
_BEFORE_VERBS = frozenset(["not", "to", "both", "more", "than", "less", "nearly", "almost", "about", "some"])
_RELATIVE = frozenset({"which", "who", "whose", "where"})
_JOINING = frozenset({"and", "or", "but", "as", "than", "while", "because", "if", "when"})
_TIMES = frozenset("TX")
_SEASONS = frozenset({"season", "term", "semester", "session", "cycle"})  # nouns that are times behind "this" or "last"
_WHICH = frozenset({"this", "last", "next", "each", "every", "that"})


@record
class Clause:
    """A finite verb with its subject: a phrase (-1: none), or a pronoun that stands for one named before."""

    verb: int
    subject: int
    is_pronoun: bool = False


def find_clauses(parse: Parse) -> list[Clause]:
    """The clauses of a sentence in the order of their verbs; a verb without a subject of its own takes the last one."""
    clauses: list[Clause] = []
    current, relative = Clause(-1, -1), Clause(-1, -1)
    for index in sorted(parse.verbs):
        verb = parse.verbs[index]
        transitive = verb.form == "past" and verb.group not in ("level", "change")
        if verb.form == "ing" or (transitive and _is_reduced(parse, index)):
            continue
        found = _subject_before(parse, index, current)
        if found is not None:
            current = replace(found, subject=relative.subject) if _is_inside(parse, relative, found) else found
        relative = current if _is_relative(parse, index) else Clause(-1, -1)
        clauses.append(Clause(index, current.subject, current.is_pronoun))
    return clauses


def _is_relative(parse: Parse, verb: int) -> bool:
    """Whether a verb stands right behind the pronoun of a relative clause."""
    return verb > 1 and parse.sentence.words[verb - 1] in ("who", "which", "that")


def _is_inside(parse: Parse, relative: Clause, found: Clause) -> bool:
    """Whether the subject found for a verb belongs to the relative clause before it: "the share of those who drink wine fell"."""
    if relative.subject < 0 or found.subject <= relative.subject or found.is_pronoun:
        return False
    between = range(relative.verb + 1, found.verb)
    return not any(parse.tags[index] in "CXRV" or parse.sentence.words[index] in _JOINING for index in between)


def _is_reduced(parse: Parse, index: int) -> bool:
    """Whether a participle follows its noun without an auxiliary and an object: "revenue reported by"."""
    following = index + 1
    if parse.tags[index + 2 : index + 3] == ["M"] and parse.sentence.words[following] == "by":
        return False
    return (
        following < len(parse.tags)
        and parse.sentence.words[following] in ("by", "on", "in", "as", "with", "over")
        and (index > 0 and parse.tags[index - 1] == "N" and next(reversed(parse.verbs)) > index)
    )


def _subject_before(parse: Parse, verb: int, current: Clause) -> Clause | None:
    words, tags = parse.sentence.words, parse.tags
    index = verb - 1
    if index >= 0 and words[index] == "to" and current.verb >= 0:
        return None
    while index >= max(0, verb - _STEPS) and (
        tags[index] in "AB" or words[index] in _BEFORE_VERBS or index in parse.verbs
    ):
        index -= 1
    index = _before_time(parse, index)
    if index < 0:
        return None
    if words[index] in ("that", "which", "who", "whose"):
        index -= 1
        if index >= 0 and words[index] == ",":
            index -= 1
    elif words[index] in ("and", "or", "but", "then"):
        return None
    if index >= 0 and tags[index] == "R":
        return Clause(verb, current.subject, is_pronoun=True) if words[index] != "there" else None
    if index >= 0 and words[index] in (",", "—", "–", ")", "”", '"', "]"):
        index = _before_parenthesis(parse, index)
    if index < 0 or parse.phrase_at[index] < 0 or words[index] in word_list("media"):
        return None
    return Clause(verb, head_phrase(parse, parse.phrase_at[index]))


def _before_time(parse: Parse, index: int) -> int:
    """The token before a time or a figure that stands between a noun and its verb: "adherence at 24 months was"."""
    here, skipped = index, False
    if index > 1 and parse.sentence.words[index] in _SEASONS and parse.sentence.words[index - 1] in _WHICH:
        return index - 2 if parse.phrase_at[index - 2] >= 0 else index
    if _ends_years(parse, index):
        here = index - 2
    while here >= 0 and (
        parse.tags[here] in "TM"
        or (skipped and parse.tags[here] in "PD")
        or parse.sentence.words[here] in "–—-" * skipped
    ):
        skipped = skipped or parse.tags[here] in "TM"
        here -= 1
    return here if skipped and here >= 0 and parse.phrase_at[here] >= 0 else index


def _ends_years(parse: Parse, index: int) -> bool:
    """Whether a token is the last of two years: "2026/27", "2026–27"."""
    words = parse.sentence.words
    return (
        index > 1 and words[index].isdecimal() and words[index - 1] in ("/", "–", "-") and parse.tags[index - 2] == "T"
    )


def _before_parenthesis(parse: Parse, index: int) -> int:
    """The token before what stands between commas, dashes or brackets ahead of a verb."""
    words = parse.sentence.words
    openers = {",": ",", "—": "—", "–": "–", ")": "(", "]": "["}.get(words[index])
    if openers is None:
        return index - 1
    acts = False
    for k in range(index - 1, max(0, index - _REACH), -1):
        if words[k] == openers:
            return -1 if acts and words[k + 1] not in _RELATIVE else k - 1
        acts = acts or (k in parse.verbs and parse.verbs[k].form in ("s", "base") and openers == ",")
    return -1


def head_phrase(parse: Parse, phrase: int) -> int:
    """The head of a phrase that hangs on a preposition: the number of agents in China."""
    for _ in range(_STEPS):
        if phrase <= 0:
            break
        first = parse.phrases[_outermost_owner(parse, phrase)].first
        index = first - 1
        while index >= 0 and parse.tags[index] in "DAM":
            index -= 1
        serial = _head_of_series(parse, index)
        if serial >= 0:
            phrase = serial
            continue
        if index <= 0 or parse.tags[index] != "P" or parse.sentence.words[index] in ("than", "while"):
            return phrase
        if parse.sentence.words[index] == "as" and parse.sentence.words[parse.phrases[phrase].last] not in word_list(
            "parts_of_wholes"
        ):
            return phrase  # but "costs as a share of sales"
        before = parse.phrase_at[index - 1]
        if before < 0:
            return phrase
        phrase = before
    return phrase


def _head_of_series(parse: Parse, index: int) -> int:
    """The phrase a participle hangs on whose object is a list: "infrastructure supporting cloud, agents, and networks"."""
    words = parse.sentence.words
    if index <= 0 or words[index] not in ("and", "or"):
        return -1
    end = max(0, index - _REACH)
    while index > end and (words[index] in (",", "and", "or") or parse.tags[index] in "NDA"):
        index -= 1
    verb = parse.verbs.get(index)
    if verb is None and parse.tags[index] != "P":
        return -1
    return parse.phrase_at[index - 1] if index and (verb is None or verb.form in ("ing", "past")) else -1


def _outermost_owner(parse: Parse, phrase: int) -> int:
    while parse.phrases[phrase].owner >= 0:
        phrase = parse.phrases[phrase].owner
    return phrase


def anchor_before(parse: Parse, mention: Mention) -> int:
    """The token a figure hangs on: the nearest before it that is no hedge, sign or article (-1: none)."""
    words, index = parse.sentence.words, mention.first - 1
    hedges = word_list("hedges")
    while index >= 0 and (words[index] in _OPENERS or words[index] in hedges or parse.tags[index] == "A"):
        if words[index] == "at" and words[index + 1] not in ("least", "most"):
            break
        if words[index] == "to" or (
            words[index] == "(" and index < mention.first - 1 and words[index + 1] not in _OPENERS
        ):
            break
        index -= 1
    if index > 0 and words[index] == "to" and words[index - 1] == "up":
        index -= 2
    if (
        index > 1
        and words[index] == "of"
        and words[index - 1] in ("total", "average", "maximum", "minimum", "record", "estimated")
    ):
        index -= 2
        while index >= 0 and parse.tags[index] == "D":
            index -= 1
    return index


def phrase_after(parse: Parse, index: int) -> Phrase | None:
    """The phrase that begins at a token or one behind it, past hyphens, dates, articles and ordinals."""
    words, limit = parse.sentence.words, len(parse.tags)
    dated = False
    while index < limit and (words[index] in "-–+])*_’”\"'" or parse.tags[index] in "TD"):
        dated = dated or parse.tags[index] == "T"
        index += 1
    if dated and index < limit and parse.tags[index] != "N":
        return None
    if index < limit and parse.phrase_at[index] >= 0:
        phrase = parse.phrases[parse.phrase_at[index]]
        return phrase if phrase.first >= index else Phrase(index, phrase.last, phrase.owner)
    return None


def phrase_before(parse: Parse, index: int) -> int:
    """The phrase that ends at a token, or before the dates in front of it (-1: none)."""
    while index >= 0 and (
        parse.tags[index] == "T" or (parse.tags[index] in "DPX" and index > 0 and parse.tags[index - 1] == "T")
    ):
        index -= 1
    return parse.phrase_at[index] if index >= 0 else -1


def object_of(parse: Parse, verb: int, before: int) -> int:
    """The first phrase between a verb and a token (-1: none)."""
    for index in range(verb + 1, before):
        if parse.tags[index] == "P" and parse.sentence.words[index] not in ("of",):
            return -1
        if parse.phrase_at[index] >= 0 and not _is_hedge(parse, parse.phrases[parse.phrase_at[index]]):
            return parse.phrase_at[index]
    return -1


def _is_hedge(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase only says how sure a figure is: "an estimated"."""
    word = parse.sentence.words[phrase.last]
    return phrase.first == phrase.last and word.endswith("ed") and word in word_list("hedges")


def participle_subject(parse: Parse, verb: int) -> int:
    """The noun a form in -ing hangs on: "sees spending on chips climbing" (-1: none)."""
    if parse.verbs[verb].form != "ing" or verb == 0 or parse.phrase_at[verb - 1] < 0:
        return -1
    return head_phrase(parse, parse.phrase_at[verb - 1])


def verb_before(parse: Parse, index: int) -> tuple[int, Verb] | None:
    """The nearest verb before a token within its clause, participles included."""
    for k in range(index, max(-1, index - _REACH), -1):
        if k in parse.verbs:
            return k, parse.verbs[k]
        if parse.sentence.words[k] in (";", ":"):
            return None
    return None
