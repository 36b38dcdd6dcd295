"""Arithmetic on intervals, for whole columns: what follows where each figure may be anywhere in its interval."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of figures: the value itself and the ends of the interval it stands for."""

    value: pl.Expr
    low: pl.Expr
    high: pl.Expr

    @classmethod
    def of(cls, role: str) -> "Figure":
        """The figure a claim of this role states (columns of members.by_role)."""
        return cls(pl.col(f"{role}_value"), pl.col(f"{role}_stated_low"), pl.col(f"{role}_stated_high"))

    @classmethod
    def fixed(cls, value: float) -> "Figure":
        """A number without doubt."""
        return cls(pl.lit(value), pl.lit(value), pl.lit(value))

    def plus(self, other: "Figure") -> "Figure":
        """Sum."""
        return Figure(self.value + other.value, self.low + other.low, self.high + other.high)

    def minus(self, other: "Figure") -> "Figure":
        """Difference."""
        return Figure(self.value - other.value, self.low - other.high, self.high - other.low)

    def times(self, factor: float | pl.Expr) -> "Figure":
        """Product with a number that is not negative."""
        return Figure(self.value * factor, self.low * factor, self.high * factor)

    def negative(self) -> "Figure":
        """The figure with its sign turned."""
        return Figure(-self.value, -self.high, -self.low)

    def product(self, other: "Figure") -> "Figure":
        """Product."""
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Figure(self.value * other.value, pl.min_horizontal(ends), pl.max_horizontal(ends))

    def over(self, other: "Figure") -> "Figure":
        """Quotient; unbounded where the divisor may be zero."""
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        open_ended = (other.low <= 0) & (other.high >= 0)
        value = pl.when(other.value != 0).then(self.value / other.value)
        low = pl.when(open_ended).then(-float("inf")).otherwise(pl.min_horizontal(ends))
        high = pl.when(open_ended).then(float("inf")).otherwise(pl.max_horizontal(ends))
        return Figure(value, low, high)

    def power(self, exponent: "Figure") -> "Figure":
        """Power of a base above zero; null where the base may be zero or less."""
        ends = [a**b for a in (self.low, self.high) for b in (exponent.low, exponent.high)]
        sound = self.low > 0
        return Figure(
            pl.when(sound).then(self.value**exponent.value),
            pl.when(sound).then(pl.min_horizontal(ends)),
            pl.when(sound).then(pl.max_horizontal(ends)),
        )

    def hull(self, other: "Figure") -> "Figure":
        """From the lowest to the highest of both: a phrase that can be read two ways."""
        return Figure(self.value, pl.min_horizontal(self.low, other.low), pl.max_horizontal(self.high, other.high))

    def where(self, condition: pl.Expr, other: "Figure") -> "Figure":
        """This figure where the condition holds, else the other."""
        return Figure(
            pl.when(condition).then(self.value).otherwise(other.value),
            pl.when(condition).then(self.low).otherwise(other.low),
            pl.when(condition).then(self.high).otherwise(other.high),
        )


def growth(end: Figure, start: Figure) -> Figure:
    """Change from start to end, in percent of start."""
    return end.over(start).minus(Figure.fixed(1.0)).times(100.0)


def factor(percent: Figure) -> Figure:
    """A change in percent as the factor it multiplies by: 12 % is 1.12."""
    return percent.times(0.01).plus(Figure.fixed(1.0))
