"""Side by side with other extractors, each in its own environment, on the same text in the same run: ratios, not times.

The environments are made once, below artifacts/peers/. Where the gold of the originals is at hand, it is also counted
how many of the required values each gets right: a figure that overlaps the span and has the value, after prefixes.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.corpus import briefs, originals, shared
from tests.bench.measure import ARTIFACTS, Figure

# What each needs to run at all today.
PEERS = {
    "quantulum3": ("quantulum3==0.10.0", "scikit-learn==1.8.*", "setuptools"),
    "recognizers": ("recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools"),
}
BAR = {"quantulum3": ">= 50"}
_PREFIXES = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18, "nano": 1e-9, "milli": 1e-3,
             "centi": 1e-2, "micro": 1e-6}  # fmt: skip
_QUICK = 25_000


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "peers"."""
    texts, gold = _texts(quick)
    size = sum(len(text.encode()) for text in texts.values()) / 1e6
    what = f"{size * 1000:.0f} KB of {'the originals' if gold else 'the briefs'}"
    answers = {"ours": _ours(texts)}
    for peer, needs in PEERS.items():
        try:
            answers[peer] = _answer(_environment(peer, needs), peer, texts)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{peer} does not run here: {error}", file=sys.stderr)
    found = []
    for peer, answer in answers.items():
        found.append(Figure("peers", f"{peer}: speed", size / answer["seconds"] * 1000, "KB/s per core", "", what))
        found.append(Figure("peers", f"{peer}: peak memory", answer["memory"], "MB"))
        found += _accuracy(peer, answer["items"], gold)
        if answer.get("failed"):
            found.append(Figure("peers", f"{peer}: lines it failed on", answer["failed"], "lines"))
        if peer != "ours":
            ratio = answer["seconds"] / answers["ours"]["seconds"]
            found.append(Figure("peers", f"ours against {peer}", ratio, "times as fast", BAR.get(peer, ""), what))
    return found


def _texts(quick: bool) -> tuple[dict[str, str], dict[str, list[dict]]]:
    texts = originals() or briefs()
    if quick:
        name = min(texts, key=lambda each: abs(len(texts[each]) - _QUICK))
        texts = {name: texts[name]}
    folder, gold = shared(), {}
    if folder and originals():
        for name in texts:
            path = folder / "gold" / f"{Path(name).stem}.claims.jsonl"
            if path.is_file():
                gold[name] = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return texts, gold


def _ours(texts: dict[str, str]) -> dict:
    """Text to rows with every column, warm, as the others are: in a process of its own."""
    code = "from tests.bench.peers import _measure_ours; _measure_ours()"
    return _talk([sys.executable, "-c", code], texts)


def _measure_ours() -> None:
    import resource

    from tests.bench.extraction import _extract, _parse, _rows

    texts = json.load(sys.stdin)
    _rows(_extract(_parse({"warm.md": next(iter(briefs().values()))})))
    began = time.process_time()
    read = _extract(_parse(texts))
    _rows(read)
    seconds = time.process_time() - began
    items = {
        name: [[claim.start, claim.end, [claim.low, claim.high, claim.value], ""] for claim in extraction.claims]
        for name, (_, extraction) in zip(texts, read, strict=True)
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    json.dump({"seconds": seconds, "memory": memory, "items": items}, sys.stdout)


def _environment(peer: str, needs: tuple[str, ...]) -> Path:
    folder = ARTIFACTS / "peers" / peer
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        print(f"installing {peer} into {folder.relative_to(ARTIFACTS.parent)} (once)", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *needs], check=True)
        ready.touch()
    return python


def _answer(python: Path, peer: str, texts: dict[str, str]) -> dict:
    return _talk([python, "-W", "ignore", Path(__file__).with_name("peer.py"), peer], texts)


def _talk(command: list, texts: dict[str, str]) -> dict:
    """What a program answers; with a fixed hash seed, since one of them finds other figures under another."""
    done = subprocess.run(
        list(map(str, command)),
        input=json.dumps(texts),
        text=True,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    if done.returncode:
        raise OSError(done.stderr.strip()[-300:])
    return json.loads(done.stdout[done.stdout.index("{") :])


def _accuracy(peer: str, items: dict[str, list], gold: dict[str, list[dict]]) -> list[Figure]:
    if not gold:
        return []
    wanted = right = taken = 0
    for name, claims in gold.items():
        required = [claim for claim in claims if not claim["optional"]]
        wanted += len(required)
        right += sum(any(_is_right(claim, item) for item in items[name]) for claim in required)
        taken += len(items[name])
    if not wanted:
        return []
    note = f"{right} of {wanted}; {taken} figures taken in all"
    return [Figure("peers", f"{peer}: gold values right", 100 * right / wanted, "percent", "", note)]


def _is_right(claim: dict, item: list) -> bool:
    start, end, values, unit = item
    if start >= claim["end"] or end <= claim["start"]:
        return False
    factors = [1.0, *(factor for prefix, factor in _PREFIXES.items() if prefix in unit.lower())]
    wanted = (claim["low"], claim["high"], (claim["low"] + claim["high"]) / 2)
    return any(
        abs(value * factor - target) <= 1e-6 * abs(target)
        for value in values
        for factor in factors
        for target in wanted
    )
