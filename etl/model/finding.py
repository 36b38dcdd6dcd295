"""What a check says of the claims it compares."""

from enum import StrEnum

from etl.model.record import record


class CheckType(StrEnum):
    """What is compared."""

    GROWTH_MULTIPLE = "growth_multiple"
    CAGR = "cagr"
    GROWTH_RATE = "growth_rate"
    RATIO = "ratio"
    CONVERSION = "conversion"
    PERCENT_OF = "percent_of"
    YOY_BASE = "yoy_base"
    PART_WHOLE = "part_whole"
    RESTATEMENT = "restatement"
    SELF_REFERENCE = "self_reference"
    UNIT_PRICE = "unit_price"
    ENUMERATION = "enumeration"
    PLAUSIBILITY = "plausibility"
    OTHER = "other"


class Verdict(StrEnum):
    """Whether stated and implied can both be true."""

    CONSISTENT = "consistent"
    CONTRADICTION = "contradiction"
    IMPLIED = "implied"
    UPDATE = "update"


class Grade(StrEnum):
    """How well stated and implied agree."""

    EXACT = "exact"
    WITHIN_ROUNDING = "within_rounding"
    ONLY_BY_ROUNDING = "only_by_rounding"
    APART = "apart"
    NOT_STATED = "not_stated"


class Severity(StrEnum):
    """What a person should read first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


@record
class CheckRule:
    """A check, declared once: `code` as people select it, what it compares, and an example from our briefs."""

    code: str
    type: CheckType
    title: str
    compares: str
    example: str
