"""A small published snapshot, written by hand: documents in a mark-up that names each claim, and checks on them.

`[[quote|id=a|subject=…|low=…|unit=…]]` in a text stands for the quote and makes a claim of it.
"""

import hashlib
import json
import os
import re
from datetime import date
from pathlib import Path

import polars as pl

from etl.model.claim import claim_id
from etl.model.period import Period
from etl.model.tables import SNAPSHOT_ONLY, TABLES, schema

_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
HOSTILE = (
    '<script>window.pwned = 1</script> & <img src=x onerror="window.pwned = 1">\n'
    '=HYPERLINK("http://example.invalid","click") costs [[−5 %|id=h1|low=-5|unit=percent|dimension=share|kind=growth'
    "|subject=<b>bold</b> & co|metric==1+1|metric_id=revenue_growth|period=2025]] and \u202egnitset\u202c is bidi.\n"
    "🚀🚀 Beyond the plane 𝟙𝟚𝟛 the rocket carries [[42 tonnes|id=h2|low=42e6|unit=gram|dimension=mass"
    "|subject=🚀 rocket|metric=payload|period=2026]] 中文 of cargo.\n"
    'javascript:alert(1) [[$3|id=h3|low=3|unit=USD|dimension=currency|subject="><svg onload=window.pwned=1>'
    "|metric=price|metric_id=price]] {{7*7}} ${7*7} %s\n"
)
TEXTS = {
    "lantern-annual-2026": (
        "Lantern Works",
        "Lantern annual letter 2026",
        date(2026, 2, 10),
        (
            "# A year in lamps\n\n"
            "Revenue of Lantern reached [[$63.1 billion|id=a1|low=63.1e9|res=1e8|period=2025]] in 2025, after"
            " [[$48.5 billion|id=a2|low=48.5e9|res=1e8|period=2024]] in 2024 and [[$31 billion|id=a3|low=31e9|res=1e9"
            "|period=2023]] the year before. We expect it to surpass [[$200 billion|id=a4|low=200e9|res=1e10|bound=gt"
            "|period=2029|modality=projection]] by 2029, a [[3.5×|id=a5|low=3.5|res=0.1|unit=ratio|dimension=ratio"
            "|kind=ratio|metric=revenue growth|metric_id=revenue|period=2025/2029]] increase.\n\n"
            "Gross margin stood at [[61 %|id=a6|low=61|res=1|unit=percent|dimension=share|kind=share|metric=gross margin"
            "|metric_id=gross_margin|period=2025]], and about [[18,000|id=a7|low=18000|res=1000|bound=approx|unit=employee"
            "|dimension=count|metric=headcount|metric_id=headcount|period=2025]] people work here.\n\n"
            "| Region | Revenue 2025 |\n| --- | --- |\n| North | [[$40.1 billion|id=a8|low=40.1e9|res=1e8|period=2025"
            "|qualifier=North|zone=table]] |\n| South | [[$23.0 billion|id=a9|low=23e9|res=1e8|period=2025|qualifier=South"
            "|zone=table]] |\n"
        ),
    ),
    "harbor-desk-note": (
        "Harbor Desk",
        "Harbor desk note on lighting",
        date(2026, 5, 4),
        (
            "Lantern said [[$61.8 billion|id=b1|low=61.8e9|res=1e8|period=2025|speaker=Lantern]] for 2025, restated from the"
            " letter. Rival Beacon made [[$22.4 billion|id=b2|low=22.4e9|res=1e8|period=2025|subject=Beacon]] in 2025, up"
            " [[12 %|id=b3|low=12|res=1|unit=percent|dimension=share|kind=growth|subject=Beacon|metric=revenue growth"
            "|metric_id=revenue_growth|period=2025]] from [[$20.0 billion|id=b4|low=20e9|res=1e8|period=2024"
            "|subject=Beacon]]; its target is [[$30–32 billion|id=b5|low=30e9|high=32e9|res=1e9|period=2027"
            "|subject=Beacon|modality=target]] in 2027.\n\n"
            "Lantern lamps last [[20 years|id=b6|low=20|unit=year|dimension=time|kind=duration|metric=service life"
            "|metric_id=service_life]], with a [[75 %|id=b7|low=75|unit=percent|dimension=share|kind=probability"
            "|metric=chance of renewal]] chance of renewal. [[Three|id=b8|low=3|unit=|dimension=count|salience=incidental"
            "|metric=]] reasons matter.\n"
        ),
    ),
    "hostile": ("<script>", "=cmd|'/C calc'!A0 <script>alert(1)</script>", None, HOSTILE),
}
CONVERSIONS = [
    *(("USD", "EUR", factor, year) for year, factor in ((2023, 0.9), (2024, 0.92), (2025, 0.88), (2027, 0.85), (2029, 0.85))),
    ("year", "month", 12.0, 0),
]  # fmt: skip
# type, verdict, severity, (stated), (implied), unit, gap, formula, explanation, grade, [(role, claim)]
CHECKS = [
    ("growth_multiple", "contradiction", "high", (3.45, 3.55), (3.09, 3.25), "ratio", 0.06, "200e9 / 63.1e9 = 3.17",
     "63.1 billion to 200 billion is 3.17×, the text says 3.5×.", "apart", [("start", "a1"), ("end", "a4"), ("multiple", "a5")]),
    ("restatement", "update", "medium", (63.05e9, 63.15e9), (61.75e9, 61.85e9), "USD", 0.019, "61.8e9 against 63.1e9",
     "Lantern's revenue of 2025 was given as 63.1 billion and later as 61.8 billion.", "apart", [("earlier", "a1"), ("later", "b1")]),
    ("part_whole", "consistent", "info", (63.05e9, 63.15e9), (63.0e9, 63.2e9), "USD", 0.0, "40.1e9 + 23.0e9 = 63.1e9",
     "North and South add up to the total.", "exact", [("part", "a8"), ("part", "a9"), ("total", "a1")]),
    ("growth_rate", "consistent", "info", (11.5, 12.5), (11.47, 12.53), "percent", 0.0, "22.4 / 20.0 − 1 = 12.0 %",
     "Beacon's growth agrees with its two figures.", "within_rounding", [("start", "b4"), ("end", "b2"), ("rate", "b3")]),
    ("cagr", "implied", "info", None, (32.9, 34.5), "percent", None, "(200e9 / 63.1e9)^(1/4) − 1",
     "Revenue would have to grow by 33 to 35 % a year.", "not_stated", [("start", "a1"), ("end", "a4")]),
]  # fmt: skip


def _claim(fields: dict[str, str], document_id: str, text: str, start: int) -> dict[str, object]:
    quote = fields["quote"]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    period = Period.parse(fields["period"]) if fields.get("period") else None
    low = float(fields["low"])
    high = float(fields.get("high", low))
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    return {
        "claim_id": claim_id(document_id, sha256, start, start + len(quote)),
        "document_id": document_id,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "low": low,
        "high": high,
        "value": (low + high) / 2,
        "unit": fields.get("unit", "USD"),
        "dimension": fields.get("dimension", "currency"),
        "kind": fields.get("kind", "level"),
        "bound": fields.get("bound", "exact"),
        "subject": fields.get("subject", "Lantern"),
        "metric": fields.get("metric", "revenue"),
        "metric_id": fields.get("metric_id", "revenue" if "metric" not in fields else ""),
        "qualifier": fields.get("qualifier", ""),
        "period": fields.get("period", ""),
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "modality": fields.get("modality", "actual"),
        "speaker": fields.get("speaker", ""),
        "zone": fields.get("zone", "body"),
        "salience": fields.get("salience", "claim"),
        "line": text.count("\n", 0, start) + 1,
        "page": 0,
        "sentence": text[line_start:line_end].strip(),
        "sentence_start": line_start,
        "resolution": float(fields.get("res", 0.0)),
        "rule": "fixture",
        "correction": "",
    }


def parse(document_id: str, marked: str) -> tuple[str, list[dict[str, object]], dict[str, str]]:
    """A text in the mark-up: the plain text, its claims and the claim ids by their short names."""
    pieces: list[str] = []
    found: list[tuple[dict[str, str], int]] = []
    position = length = 0
    for match in _MARK.finditer(marked):
        before = marked[position : match.start()]
        quote, *rest = match[1].split("|")
        fields = dict(part.split("=", 1) for part in rest) | {"quote": quote}
        found.append((fields, length + len(before)))
        pieces += [before, quote]
        length += len(before) + len(quote)
        position = match.end()
    text = "".join(pieces) + marked[position:]
    claims = [_claim(fields, document_id, text, start) for fields, start in found]
    return text, claims, {fields["id"]: str(row["claim_id"]) for (fields, _), row in zip(found, claims, strict=True)}


def _documents() -> tuple[list[dict[str, object]], list[dict[str, object]], list[tuple[str, str]], dict[str, str]]:
    documents, claims, texts, names = [], [], [], {}
    for document_id, (publisher, title, published, marked) in sorted(TEXTS.items()):
        text, rows, ids = parse(document_id, marked)
        names |= ids
        claims += rows
        texts.append((document_id, text))
        documents.append(
            {
                "document_id": document_id, "title": title, "publisher": publisher, "published": published,
                "path": f"{document_id}.md", "format": "markdown",
                "sha256": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text),
                "words": len(text.split()), "claims": sum(row["salience"] == "claim" for row in rows),
            }
        )  # fmt: skip
    return documents, claims, texts, names


def _series(claims: list[dict[str, object]]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    groups: dict[tuple[object, ...], list[dict[str, object]]] = {}
    for row in claims:
        if row["salience"] == "claim":
            key = tuple(row[name] for name in ("subject", "metric_id", "metric", "qualifier", "unit", "dimension"))
            groups.setdefault(key, []).append(row)
    series, points = [], []
    for key, rows in sorted(groups.items(), key=str):
        series_id = "s" + hashlib.sha256(repr(key).encode()).hexdigest()[:16]
        starts = [row["period_start"] for row in rows if row["period_start"]]
        ends = [row["period_start"] for row in rows if row["period_start"]]
        series.append(
            dict(zip(("subject", "metric_id", "metric", "qualifier", "unit", "dimension"), key, strict=True))
            | {
                "series_id": series_id,
                "points": len(rows),
                "first": min(starts, default=None),
                "last": max(ends, default=None),
            }
        )
        for row in rows:
            half = float(row["resolution"]) / 2
            high = float("inf") if row["bound"] == "gt" else float(row["high"]) + half
            shared = ("claim_id", "period_start", "period_end", "value", "modality", "bound", "document_id")
            points.append(
                {name: row[name] for name in shared}
                | {"series_id": series_id, "low": float(row["low"]) - half, "high": high}
            )
    return series, points


def _checks(
    names: dict[str, str], document_of: dict[str, str]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    checks, inputs = [], []
    for number, (kind, verdict, severity, stated, implied, unit, gap, formula, words, grade, used) in enumerate(CHECKS):
        check_id = f"k{number:016x}"
        stated = stated or (None, None)
        checks.append(
            {
                "check_id": check_id, "type": kind, "verdict": verdict, "severity": severity,
                "stated_low": stated[0], "stated_high": stated[1], "implied_low": implied[0],
                "implied_high": implied[1], "unit": unit, "gap": gap, "formula": formula, "explanation": words,
                "documents": ";".join(sorted({document_of[names[name]] for _, name in used})),
                "code": kind.replace("_", "-"), "grade": grade,
            }
        )  # fmt: skip
        inputs += [
            {"check_id": check_id, "position": position, "role": role, "claim_id": names[name]}
            for position, (role, name) in enumerate(used)
        ]
    return checks, inputs


def tables() -> dict[str, pl.DataFrame]:
    """All tables of the snapshot as frames of the published types."""
    documents, claims, texts, names = _documents()
    series, points = _series(claims)
    document_of = {str(row["claim_id"]): str(row["document_id"]) for row in claims}
    checks, inputs = _checks(names, document_of)
    used = {row["claim_id"] for row in inputs}
    coverage = [
        {
            "document_id": document["document_id"],
            "reason": reason,
            "numbers": number,
            "checked": sum(document_of[claim] == document["document_id"] for claim in used) if reason == "claim" else 0,
            "no_like": 0,
            "no_neighbour": 0,
            "no_tie": 0,
        }
        for document in documents
        for reason, number in (("claim", document["claims"]), ("date", 4), ("name", 1))
    ]
    rules = [
        {"code": "growth-multiple", "type": "growth_multiple", "title": "Stated multiple against start and end",
         "compares": "end / start with the multiple", "example": "from 10 to 30, a 3× increase"}
    ]  # fmt: skip
    rows = {
        "documents": documents, "claims": claims, "series": series, "points": points, "checks": checks,
        "check_inputs": inputs, "coverage": coverage, "rules": rules,
        "quarantine": [{"path": "broken.pdf", "reason": "not a PDF", "remedy": "Save it again."}],
        "texts": [{"document_id": document_id, "text": text} for document_id, text in texts],
        "conversions": [
            {"unit": unit, "target": target, "factor": factor, "period_start": date(year, 1, 1) if year else None,
             "note": f"1 {unit} = {factor} {target}" + (f", rate of {year}" if year else "")}
            for unit, target, factor, year in CONVERSIONS
        ],
    }  # fmt: skip
    return {name: pl.DataFrame(rows[name], schema=schema(name)) for name in TABLES | SNAPSHOT_ONLY}


def write(data_dir: Path, version: str = "2026-05-05-aaaa", frames: dict[str, pl.DataFrame] | None = None) -> Path:
    """Publish the snapshot below `data_dir` as a refresh does, and point `current` to it."""
    folder = data_dir / "snapshots" / version
    (folder / "extracts").mkdir(parents=True)
    frames = frames or tables()
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
        if name in TABLES:
            frame.write_csv(folder / "extracts" / f"{name}.csv", line_terminator="\r\n")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    run = {
        "version": version,
        "finished": "2026-05-05T08:00:00+00:00",
        "rows": {name: frame.height for name, frame in frames.items() if name in TABLES},
        "extracted": 2,
        "failures": [],
        "changes": {
            "documents": {"new": {"count": 1, "first": ["harbor-desk-note"]}, "gone": {"count": 0, "first": []}},
            "claims": {"added": 7, "removed": 0, "changed": 1},
            "verdicts_turned": 1,
            "new_contradictions": {
                "count": 1,
                "first": [{"check_id": "k0000000000000000", "explanation": "<b>3.17</b>×"}],
            },
        },
    }
    (folder / "run.json").write_text(json.dumps(run))
    temporary = data_dir / ".current"
    temporary.symlink_to(Path("snapshots") / version)
    os.replace(temporary, data_dir / "current")
    return folder
