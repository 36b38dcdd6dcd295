"""What a text says of itself at its top and bottom: title and day of publication."""

import re
from datetime import date

from etl.documents import datelines, titles
from etl.documents import lines as look
from etl.model.period import Period

_HEAD_LINES = 40
_HEAD_LENGTH = 4000
_TAIL_LENGTH = 600
_LEADING = re.compile(r"^[^\w\"'“‘«(\[¿¡$€£¥₹#@&+-]+")
_NEAR = 14  # characters between "published" and its date
_DATE = 24  # characters of a date
_SETTING = re.compile(
    r"^\W{0,3}(date|published|publication date|updated|title)\W{0,4}:\s*[\"']?(.+?)[\"']?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# The pattern begins with a set of characters, so that the search skips to them.
_PUBLISHED = re.compile(
    r"[priudac©PRIUDAC](?<!\b[bB][eE] .)(?<=\b.)(?i:(?<=p)(?:ublished|osted|ress release)|(?<=r)eleased?|(?<=i)ssued|(?<=u)pdated"
    r"|(?<=d)ated?|(?<=a)(?:ccepted|s of)|(?<=c)opyright|(?<=©))\b"
)
_TIMED = re.compile(r"\b[ap]\.m\.$")  # a line that ends with the hour is no sentence
_BYLINES = 10  # lines of a head within which a date stands alone, though a long line comes before it


_NOTE = 9  # words of a closing line with its date; a longer one is a sentence


def find_title(text: str) -> str:
    """The title of a text: its first heading, the setting of that name, or its first line that looks like one."""
    head = text[:_HEAD_LENGTH]
    for match in _SETTING.finditer(head):
        if match[1].lower() == "title":
            return match[2].strip()
    candidates = [
        line for line in look.lines_of(head)[:_HEAD_LINES] if not line.is_blank and not look.is_rule(text, line)
    ]
    for line in candidates:
        level, start = look.heading_level(text, line)
        if level == 1:
            return _bare(text[start : line.end])
    for line in candidates[:3]:
        if titles.looks_like_title(text, line, alone=True):
            return _bare(text[line.start : line.end])
    return ""


def _bare(title: str) -> str:
    """A title without its marks, and without the emoji before it."""
    return _LEADING.sub("", title).strip(" #*_")


def find_published(text: str) -> date | None:
    """The day a text appeared: a setting, a date in its first lines, or one behind "published"; the first of a month.

    A year alone is no date.
    """
    head = text[:_HEAD_LENGTH]
    for match in _SETTING.finditer(head):
        found = look.find_date(match[2])
        if match[1].lower() != "title" and found and _is_dated(found[2]):
            return found[2].start
    return _in_head(text) or _in_tail(text) or datelines.without_year(text, [line.start for line in _head_lines(text)])


def _is_dated(period: Period) -> bool:
    return (period.end - period.start).days < 32


def _head_lines(text: str) -> list[look.Line]:
    return [line for line in look.lines_of(text[:_HEAD_LENGTH])[:_HEAD_LINES] if not line.is_blank]


def _in_head(text: str) -> date | None:
    """The first date in the lines above the prose, or in the dateline the prose begins with."""
    lines = _head_lines(text)
    month: date | None = None
    for place, line in enumerate(lines):
        end = min(line.end, line.start + titles.LONGEST)
        found = _dated_in(text, line.start, end)
        prose = _is_prose(text, line)
        dateline = found is not None and datelines.closes(text, found[1])
        if found and _is_dated(found[2]) and (not prose or dateline) and look.bullet_end(text, line) == line.start:
            if found[2].start == found[2].end:
                return found[2].start
            month = month or found[2].start
        if line.end - line.start > titles.LONGEST:
            return month or _alone(text, lines[place + 1 : _BYLINES])
    return month


def _alone(text: str, lines: list[look.Line]) -> date | None:
    """The day a line consists of, below a lead too long for a title."""
    for line in lines:
        found = look.find_date(text, line.start, min(line.end, line.start + titles.LONGEST))
        if found is None or found[2].start != found[2].end:
            continue
        if not f"{text[line.start : found[0]]}{text[found[1] : line.end]}".strip(" *_"):
            return found[2].start
    return None


def _dated_in(text: str, start: int, end: int) -> tuple[int, int, Period] | None:
    """The first date of a line, one that names a month before one that names a year: "Brief 2026/07 · February 2026".

    One behind a word for publishing comes first: "Reference month: May 2026. Released: 11 June 2026".
    """
    for match in _PUBLISHED.finditer(text, start, end):
        said = look.find_date(text, match.end(), min(end, match.end() + _NEAR + _DATE))
        if said is not None and said[0] - match.end() <= _NEAR and _is_dated(said[2]):
            return said
    first = found = look.find_date(text, start, end)
    while found is not None and not _is_dated(found[2]):
        found = look.find_date(text, found[1], end)
    return found or first


def _is_prose(text: str, line: look.Line) -> bool:
    """Whether a line is long or a sentence, whose dates are those of what it tells."""
    long = line.end - line.start > titles.LONGEST
    if long or text[line.end - 1] != ".":
        return long
    return not _PUBLISHED.search(text, line.start, line.end) and not _TIMED.search(text, line.start, line.end)


def _in_tail(text: str) -> date | None:
    """The last date at the very end, or one behind a word for publishing."""
    start = max(0, len(text) - _TAIL_LENGTH)
    for match in _PUBLISHED.finditer(text[:_HEAD_LENGTH] + "\n" + text[start:]):
        around = match.string[match.end() : match.end() + 40]
        found = look.find_date(around.partition("\n")[0])
        if found and found[0] <= _NEAR and _is_dated(found[2]):
            return found[2].start
    last = look.lines_of(text[start:].rstrip())[-1] if text.strip() else look.Line(0, 0, 0)
    found = look.find_date(text, start + last.start, start + last.end)
    end = text[start + last.start : start + last.end].rstrip()
    short = last.end - last.start <= titles.LONGEST and not (end.endswith(".") and len(end.split()) > _NOTE)
    listed = look.bullet_end(text, look.Line(start + last.start, start + last.end, 0)) > start + last.start
    return found[2].start if found and short and not listed and _is_dated(found[2]) else None
