"""Extraction: bytes of text a second of one processor, from bytes to rows, cold and warm, and where the time goes."""

import gc
import json
import resource
import sys
import time
from functools import partial
from pathlib import Path

from tests.bench.corpus import briefs, documents, originals
from tests.bench.measure import Figure, python

REPEATS = 3


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "extraction"."""
    found = json.loads(python("tests.bench.extraction", "20" if quick else "200").output)
    return [Figure("extraction", *line) for line in found]


def _texts(count: int) -> dict[str, dict[str, str]]:
    generated = {f"report-{index}.md": text for index, text in enumerate(documents(count))}
    return {"originals": originals(), "briefs": briefs(), "generated": generated}


def _cold(texts: dict[str, str]) -> float:
    """Seconds of processor for the first texts, imports and catalogues included."""
    began = time.process_time()
    _rows(_extract(_parse(texts)))
    return time.process_time() - began


def _parse(texts: dict[str, str]) -> list:
    from etl.documents import Origin, parse_document
    from etl.documents.content import Raw
    from etl.documents.limits import Limits

    return [
        parse_document(Raw(Path(name), text.encode(), Limits()), Origin(Path(name).stem, name))
        for name, text in texts.items()
    ]


def _extract(read: list) -> list:
    from etl.extract import extract

    return [(document, extract(document)) for document in read]


def _rows(read: list) -> None:
    from etl.pipeline.frames import extracted_frames

    for at in range(0, len(read), 50):
        extracted_frames(read[at : at + 50])


def _timed(work) -> tuple[object, float]:
    gc.collect()
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def _warm(texts: dict[str, str]) -> tuple[dict[str, float], int]:
    """Seconds of processor by step, the best of several passes, and the claims found."""
    best: dict[str, float] = {}
    claims = 0
    for _ in range(REPEATS):
        read, parse = _timed(partial(_parse, texts))
        extracted, extract = _timed(partial(_extract, read))
        _, rows = _timed(partial(_rows, extracted))
        claims = sum(len(extraction.claims) for _, extraction in extracted)
        for step, seconds in (("parse", parse), ("extract", extract), ("rows", rows)):
            best[step] = min(seconds, best.get(step, seconds))
    return best, claims


def _lines(count: int) -> list[tuple]:
    corpora = {name: texts for name, texts in _texts(count).items() if texts}
    first = next(iter(corpora.values()))
    size = sum(len(text.encode()) for text in first.values()) / 1e6
    lines: list[tuple] = [("cold, imports included", round(size / _cold(first), 3), "MB/s per core", "", "")]
    for name, texts in corpora.items():
        size = sum(len(text.encode()) for text in texts.values()) / 1e6
        steps, claims = _warm(texts)
        bar = ">= 1" if name == "originals" else ""
        note = f"{size:.2f} MB, {claims:,} claims ({claims / size / 1000:.1f} a KB)"
        lines.append((f"{name}: text to rows", round(size / sum(steps.values()), 3), "MB/s per core", bar, note))
        lines += [
            (f"{name}: {step}", round(size / seconds, 2), "MB/s per core", "", f"{seconds / sum(steps.values()):.0%}")
            for step, seconds in steps.items()
        ]
        lines += _stages(name, texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return [*lines, ("peak memory of the process", round(memory), "MB", "", "")]


def _stages(name: str, texts: dict[str, str]) -> list[tuple]:
    """Share of `extract` that goes into each of its packages, by a sampling of the stack."""
    from tests.bench.stages import shares

    read = _parse(texts)
    return [
        (f"{name}: within extract, {stage}", round(100 * share, 1), "percent", "", "sampled")
        for stage, share in shares(partial(_extract, read)).items()
    ]


if __name__ == "__main__":
    print(json.dumps(_lines(int(sys.argv[1]))))
