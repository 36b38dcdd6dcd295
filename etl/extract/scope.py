"""What the text around a sentence makes known to it."""

from etl.extract.document_names import Names
from etl.model.record import record


@record
class Scope:
    """What the text around a sentence makes known: the subject last spoken of and the one of the heading.

    `section` is what a heading without a name speaks of, `nearby` the first name inside the sentences before,
    `voice` the body for which somebody speaks, `latest` the last
    name before the sentence.
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

    @property
    def subject(self) -> str:
        """Whom a table or a sentence that names nobody speaks of."""
        return self.named or self.section or self.nearby

    @property
    def named(self) -> str:
        """Whom the text speaks of by name."""
        return self.previous or self.heading or self.names.main or self.names.title

    @property
    def is_known(self) -> bool:
        """Whether the text says whom it speaks of."""
        return bool(self.named or self.section)
