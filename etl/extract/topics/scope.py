"""What the text around a sentence makes known to it."""

from collections.abc import Mapping
from dataclasses import field

from etl.extract.names.document_names import Names
from etl.extract.sentence import Mention
from etl.model.quantity import Kind
from etl.model.record import record


@record
class Scope:
    """What the text around a sentence makes known: the subject last spoken of and the one of the heading.

    `section` is what a heading without a name speaks of, `nearby` the first name inside the sentences before,
    `headed` the metric the heading names, `voice` the body for which somebody speaks, `latest` the last
    name before the sentence, `measured` what the paragraph measured last by unit and kind.
    """

    names: Names
    previous: str = ""
    heading: str = ""
    metric: str = ""
    product: str = ""
    unit: str = ""
    nearby: str = ""
    section: str = ""
    voice: str = ""
    latest: str = ""
    headed: str = ""
    measured: Mapping[tuple[str, Kind], str] = field(default_factory=dict, hash=False, compare=False)

    def metric_of(self, mention: Mention) -> str:
        """What the text around measured last in the unit of a figure."""
        return self.metric if self.unit == mention.unit else self.measured.get((mention.unit, mention.kind), "")

    @property
    def subject(self) -> str:
        """Whom a table or a sentence that names nobody speaks of."""
        return self.named or self.section or self.nearby

    @property
    def named(self) -> str:
        """Whom the text speaks of by name."""
        return self.previous or self.heading or self.names.main

    @property
    def is_known(self) -> bool:
        """Whether the text says whom it speaks of."""
        return bool(self.named or self.section)
