"""What the steps of the extraction hand to each other: tokens of a sentence, and what each step finds there."""

from etl.model.claim import Claim, Modality, Salience
from etl.model.document import Document, Zone
from etl.model.period import Period
from etl.model.quantity import Bound, Kind
from etl.model.record import record


@record
class Sentence:
    """A sentence, heading, list item or table cell, cut into tokens held as parallel lists.

    Token i is `text[starts[i]:ends[i]]`, `words[i]` the same in lower case. A token is a run of letters and digits
    that begins with a letter ("H20", "billion"), a numeral of digits ("1,400", "63.1"), or a single other character.
    Letters behind digits are a token of their own ("112GB" is "112", "GB"), so is each hyphen and each apostrophe-s.
    """

    text: str
    start: int
    end: int
    block: int
    zone: Zone
    starts: list[int]
    ends: list[int]
    words: list[str]

    @property
    def written(self) -> str:
        """The sentence itself; `text` is that of the whole document."""
        return self.text[self.start : self.end]

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def is_adjacent(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


@record
class Mention:
    """A quantity at a place: tokens `first` to `last` (both included) of its sentence.

    `start` and `end` are the span of number, scale and unit; `low`, `high` and `resolution` are in `unit`.
    `noun` is the counted or measured noun phrase as written where the text names one behind the figure
    ("job openings"), `rule` the rule of the grammar that read it. `marks` are traits later steps may ask for:
    "year_on_year", "per_year", "multiple", "fall", "precision:FP4", "range", "plus".
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    resolution: float
    unit: str
    dimension: str
    kind: Kind
    salience: Salience
    rule: str
    noun: str = ""
    marks: frozenset[str] = frozenset()


@record
class SetAside:
    """A number that is no claim; `reason` says why: "date", "name", "reference", "list_number", "idiom", "url"."""

    start: int
    end: int
    reason: str


@record
class Stance:
    """How the text stands to a figure."""

    bound: Bound
    modality: Modality
    speaker: str


@record
class Topic:
    """What a figure is about. `metric_id` is the catalogue's, empty where none fits."""

    subject: str
    metric: str
    metric_id: str
    qualifier: str


@record
class Reading:
    """One sentence with all that was read in it; the lists run in parallel."""

    document: Document
    sentence: Sentence
    mentions: tuple[Mention, ...]
    periods: tuple[Period | None, ...]
    stances: tuple[Stance, ...]
    topics: tuple[Topic, ...]
    claims: tuple[Claim, ...]
