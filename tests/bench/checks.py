"""All checks over synthetic claims in a process of its own for each size, and how time grows with size."""

import math
import sys

from tests.bench.measure import Figure, run

COUNTS = (10_000, 100_000, 1_000_000)
QUICK = (10_000, 50_000)
_CODE = "import sys; from tests.bench.checks_scale import measure; print('seconds', measure(int(sys.argv[1])))"


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "checks"."""
    counts = QUICK if quick else COUNTS
    seconds = []
    found = []
    for count in counts:
        done = run([sys.executable, "-c", _CODE, str(count)])
        seconds.append(float(done.output.rpartition("seconds ")[2]))
        is_largest = count == COUNTS[-1]
        note = f"{count / seconds[-1]:,.0f} claims a second"
        found += [
            Figure("checks", f"{count:,} claims: all checks", seconds[-1], "s", "<= 90" if is_largest else "", note),
            Figure("checks", f"{count:,} claims: peak memory", done.memory, "MB", "<= 4000" if is_largest else ""),
        ]
    exponent = _slope([math.log(count) for count in counts], [math.log(each) for each in seconds])
    return [
        *found,
        Figure("checks", "time grows with claims to the power of", exponent, "", "" if quick else "<= 1.15"),
    ]


def _slope(x: list[float], y: list[float]) -> float:
    """Slope of the least-squares line."""
    middle, level = sum(x) / len(x), sum(y) / len(y)
    return sum((a - middle) * (b - level) for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)
