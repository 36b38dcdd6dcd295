"""A Dockerfile as a list of instructions: enough of its language for ours."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word in capitals and all that follows, continued lines joined."""

    word: str
    rest: str


def read_instructions(path: Path) -> list[Instruction]:
    """The instructions of a Dockerfile in order."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    parts = [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]
    return [Instruction(word.upper(), " ".join(rest.split()) if word == "ENV" else rest) for word, rest in parts]


def command_of(rest: str) -> list[str]:
    """The words a RUN, CMD or HEALTHCHECK CMD starts: its list, or the shell with its line."""
    rest = rest.strip()
    return json.loads(rest) if rest.startswith("[") else ["/bin/sh", "-c", rest]


def variables_of(rest: str) -> dict[str, str]:
    """What an ENV sets."""
    return dict(pair.split("=", 1) for pair in shlex.split(rest))
