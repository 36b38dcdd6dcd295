"""Whom a survey asked: those of whom "43 per cent said" something, where the text tells them once."""

import re

from etl.extract.numbers.nouns import is_plural
from etl.extract.topics.restated import Grounds

_ABOUT = r"(?:(?:about|around|some|nearly|over|almost|roughly|approximately|more than|a sample of|a total of) )?"
_COUNT = rf"{_ABOUT}\d[\d,.]*(?: million)? "
_ASKING = r"(?:polled|surveyed|interviewed|questioned|canvassed)"
_BEHIND = (
    r"(?= (?:who|aged|age|by|between|in|from|across|on|and|about|took|was|were|found|had|conducted|for|at|over|via|[A-Z1-9])"
    r"|[.,;:()\n])"
)
_WHO = rf"((?:[A-Za-z][\w.’'-]* ){{0,3}}?[A-Za-z][\w-]+s|(?:[A-Za-z][\w.’'-]* ){{1,3}}people){_BEHIND}"
_SURVEYS = (
    re.compile(rf"\b(?:survey|poll|questionnaire) of {_COUNT}{_WHO}"),
    re.compile(rf"\b{_ASKING} {_COUNT}{_WHO}"),
    re.compile(rf"\b{_COUNT}{_WHO} (?:were |was |have been )?(?:{_ASKING}|took part|responded)\b"),
)
_HINTS = ("survey", "poll", "interviewed", "questionnaire")
_ANSWERING = frozenset({"share doing", "share of those who", "share found"})  # rules of what people say or do
_NOBODY = frozenset({"respondents", "participants", "people", "interviews", "responses", "questions", "times", "years"})


def find_surveyed(text: str) -> str:
    """Those a text says were asked, empty where it does not or speaks of several surveys."""
    if not any(map(text.__contains__, _HINTS)):
        return ""
    found = {match[1].strip() for survey in _SURVEYS for match in survey.finditer(text)}
    told = {each for each in found if each.lower() not in _NOBODY and is_plural(each.rpartition(" ")[2].lower())}
    return told.pop() if len(told) == 1 else ""


def are_respondents(grounds: Grounds, subject: str) -> bool:
    """Whether a share is of those a survey asked: of nobody its sentence names, or of "respondents"."""
    if grounds.rule not in _ANSWERING:
        return False
    return not grounds.has_subject or subject.rpartition(" ")[2].lower() in _NOBODY
