"""Text to tokens; the only place that decides where a token ends."""

import re
from functools import lru_cache

from etl.extract.sentence import Sentence
from etl.model.document import Zone

# Chinese characters stand alone, so that a scale ("亿") is a token wherever it stands.
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_RAISED = "⁰¹²³⁴-⁹"
_LETTER = rf"[^\W\d_{_HAN}{_RAISED}¼-¾⅐-⅞]"
_LATER = rf"[^\W_{_HAN}{_RAISED}¼-¾⅐-⅞]"
_CODES = "USD|EUR|GBP|RMB|CNY|JPY|INR|CHF|HKD|SGD|AUD|CAD|NZD|KRW|TWD|SEK|NOK|DKK|BRL|ZAR|PLN|Rs|RM"
_CODES += "|KES|NGN|GHS|UGX|TZS|THB|IDR|MYR|PKR|ILS|MXN|AED|KShs?|Kshs?|Shs?|Tk|Rp"
# One letter is money only before grouped digits or a scale: "R1,200", "N5 billion".
_LETTER_COINS = r"(?<![\w.])[RN](?=\d{1,3}(?:,\d{3})+(?!,?\d)|\d[\d.,]*\s?(?:bn|[mbtr]{1,2}illion)\b)"
_TOKEN = re.compile(
    r"(?!\s)(?:"  # no other look at a space
    r"[A-Z]\.(?:[A-Z]\.)+(?!\w)|"  # a short form with points: "U.S."
    r"[A-Za-z]++(?:\+(?<=[a-z]\+)(?![\w+]))?(?![^\x00-\x7f]|\d)"  # a word of plain letters, or "Vantage+": most tokens
    r"|[!-&(-/:-@\[-`{-~]"  # a plain sign
    r"|(?<=\\)(?:pm|times|cdot|sim|approx|simeq|leq?|geq?)(?=\d)"  # a TeX command glued to its figure
    r"|\d+(?:[.,·]\d+)*"  # a numeral of digits, with its separators
    r"(?:(?:(?<=per 100)|(?<=per 10)|(?<=per 1)), 000(?!\d))?"  # "per 100, 000 people", as careless typesetting has it
    rf"|(?:{_CODES}|(?<=\$)(?:US|AU|NZ|HK|[ACS]))(?=\d)|{_LETTER_COINS}"  # a currency code glued to its figure
    r"|['’]s\b"  # a possessive
    rf"|{_LETTER}{_LATER}*(?:(?<=\d)\.\d+)*"  # a word, which may hold digits: H20, K2.5
    rf"|[⁺⁻]?[{_RAISED}]+"  # an exponent or the mark of a footnote
    r"|\S)"  # any other character
)

# Number words by their beginnings; a false alarm costs a look, a miss costs a claim.
_PARTS = ("third", "quarter", "sixth")  # behind "a"
_END = rf"(?!{_LATER})"
_NUMBER_WORD = re.compile(
    rf"(?<!{_LATER})(?:"
    rf"two|three|thri|four|fort|five|fift|fif|six|seven|eigh|nine|ninet|ten{_END}|tenth|tenf|eleven|twel|twent|twic|twof|thirt|"
    r"hundred|thousand|million|billion|trillion|quadr|quint|sext|lakh|crore|dozen|half|halv|"
    rf"a (?:{'|'.join(_PARTS)})|"
    rf"doubl|tripl|trebl|both{_END}|dual{_END}|decade|one{_END}|zero{_END})"
)
_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")
_OTHER_DIGIT = re.compile(r"\d")
_REMEMBERED = 1 << 16  # runs of characters
_HAN_NUMBER = re.compile(r"[一二两三四五六七八九十百千](?:分之|倍|十|百|千|万|亿)")


def tokenize(text: str, start: int, end: int, block: int = -1, zone: Zone = Zone.BODY) -> Sentence:
    """Cut text[start:end] into tokens.

    >>> tokenize("112GB, China's H20", 0, 18).words
    ['112', 'gb', ',', 'china', "'s", 'h20']
    """
    found = list(_TOKEN.finditer(text, start, end))
    return Sentence(
        text=text,
        start=start,
        end=end,
        block=block,
        zone=zone,
        starts=list(map(re.Match.start, found)),
        ends=list(map(re.Match.end, found)),
        words=list(map(str.lower, map(re.Match.group, found))),
    )


def has_number(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] holds a digit or a number word, so that it is worth cutting into tokens.

    >>> has_number("Sales tripled.", 0, 14), has_number("Sales rose.", 0, 11)
    (True, False)
    """
    if _DIGIT.search(text, start, end):
        return True
    part = text[start:end].lower()
    if any(map(_may_count, part.split())) and _NUMBER_WORD.search(part):
        return True
    return not part.isascii() and (_HAN_NUMBER.search(part) or _OTHER_DIGIT.search(part)) is not None


@lru_cache(_REMEMBERED)
def _may_count(run: str) -> bool:
    """Whether a run of characters without a space holds a number word, or what behind "a" would be one."""
    return run.startswith(_PARTS) or _NUMBER_WORD.search(run) is not None
