"""The dashboard on a million claims: rows, filters and charts on screen, memory, downloads, twenty clients at once."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl

from etl.model.tables import TABLES, schema
from tests.bench.measure import Figure

CLAIMS, CLAIMS_QUICK = 1_000_000, 100_000
SUBJECTS, METRICS, PER_DOCUMENT, CLIENTS = 300, 60, 500, 20
_WORDS = ("lamp", "harbor", "orchard", "signal", "quarry", "meadow", "copper", "velvet", "river", "anchor")
# In the page: do something, then wait until what `read` gives has changed and stayed for two frames.
_UNTIL_CHANGED = """async ([act, read]) => {
  const look = new Function("return (" + read + ")()"), before = look(), began = performance.now();
  new Function(act)();
  while (performance.now() - began < 15000) {
    await new Promise(requestAnimationFrame);
    const now = look();
    if (now && now !== before) { await new Promise(requestAnimationFrame); return performance.now() - began; }
  }
  return 15000;
}"""
_ROWS = (
    "() => [...document.querySelectorAll('.ag-center-cols-container .ag-row')].slice(0, 3).map((row) => row.innerText).join() \
 + document.querySelector('#claims-summary strong')?.innerText"
)


def measure(quick: bool) -> list[Figure]:
    """All figures of the part "dashboard"."""
    folder = Path(tempfile.mkdtemp(prefix="claims-bench-"))
    try:
        number = CLAIMS_QUICK if quick else CLAIMS
        publish(folder, number)
        with _server(folder) as (address, pid):
            name = f"{number:,} claims: "
            found = _downloads(address, name)
            found += _screen(address, name, 10 if quick else 40)
            found += _crowd(address, name, 10 if quick else 60)
            found.append(
                Figure("dashboard", name + "server memory", _memory(pid), "MB", "<= 600", "PSS, after all of it")
            )
        return found
    finally:
        shutil.rmtree(folder)


def publish(data: Path, number: int) -> None:
    """Write a synthetic snapshot of so many claims, without chance: every run gives the same."""
    folder = data / "snapshots" / f"bench-{number}"
    (folder / "extracts").mkdir(parents=True)
    for name, frame in _frames(number).items():
        full = frame.select(pl.col(column).cast(dtype) for column, dtype in schema(name).items())
        full.write_parquet(folder / f"{name}.parquet")
        if name in TABLES:
            full.write_csv(folder / "extracts" / f"{name}.csv", line_terminator="\r\n")
    (folder / "manifest.json").write_text("{}")
    (folder / "run.json").write_text(json.dumps({"version": folder.name, "finished": "2026-01-01T00:00:00+00:00"}))
    (data / "current").symlink_to(Path("snapshots") / folder.name)


def _frames(number: int) -> dict[str, pl.DataFrame]:
    i = pl.int_range(pl.len())
    # A multiplicative step through the numbers, so that neighbours differ.
    mixed = (i * 7919) % 1_000_003
    base = pl.select(row=pl.int_range(number)).with_columns(
        mixed=mixed,
        document=(i // PER_DOCUMENT),
        subject_number=mixed % SUBJECTS,
        metric_number=(mixed // SUBJECTS) % METRICS,
    )
    claims = _claims(base)
    series = _series(claims)
    # As they are published: by series.
    points = claims.join(series, on=["subject", "metric_id"], how="inner").sort("series_id", "claim_id")
    documents = number // PER_DOCUMENT
    numbered = pl.select(row=pl.int_range(documents)).select(document_id=pl.format("document-{}", "row"))
    checks, inputs = _checks(claims)
    return {
        "claims": claims,
        "series": series.with_columns(
            qualifier=pl.lit(""), unit=pl.lit("USD"), dimension=pl.lit("currency"), points=pl.lit(number // series.height),
            first=date(2010, 1, 1), last=date(2029, 12, 31),
        ),
        "points": points,
        "checks": checks,
        "check_inputs": inputs,
        "documents": numbered.with_columns(
            title=pl.format("Title of {}", "document_id"), publisher=pl.lit("Bench"), published=date(2026, 1, 1),
            path=pl.col("document_id"), format=pl.lit("text"), sha256=pl.lit("0" * 64), characters=pl.lit(40_000),
            words=pl.lit(8_000), claims=pl.lit(PER_DOCUMENT),
        ),
        "coverage": numbered.with_columns(reason=pl.lit("claim"), numbers=pl.lit(PER_DOCUMENT), checked=pl.lit(50),
                                         no_like=pl.lit(50), no_neighbour=pl.lit(100), no_tie=pl.lit(300)),
        "rules": pl.DataFrame(schema=schema("rules")),
        "quarantine": pl.DataFrame(schema=schema("quarantine")),
        "texts": numbered.with_columns(text=pl.lit("Lamps. " * 6_000)),
    }  # fmt: skip


def _claims(base: pl.DataFrame) -> pl.DataFrame:
    works = pl.Series(_WORDS).gather(base["mixed"] % len(_WORDS))
    value = (pl.col("mixed") * 1e6).cast(pl.Float64)
    year = 2010 + pl.col("mixed") % 20
    offset = (pl.col("row") % PER_DOCUMENT) * 70
    return base.select(
        claim_id=pl.format("c{}", pl.col("row").cast(pl.String).str.zfill(16)),
        document_id=pl.format("document-{}", "document"), start=offset, end=offset + 10, quote=pl.format("${} million", "mixed"),
        low=value, high=value, value=value, unit=pl.lit("USD"), dimension=pl.lit("currency"), kind=pl.lit("level"),
        bound=pl.lit("exact"), subject=pl.format("Subject {}", "subject_number"), metric=pl.format("metric {}", "metric_number"),
        metric_id=pl.format("metric_{}", "metric_number"), qualifier=pl.lit(""), period=year.cast(pl.String),
        period_start=pl.date(year, 1, 1), period_end=pl.date(year, 12, 31),
        modality=pl.when(pl.col("mixed") % 5 == 0).then(pl.lit("projection")).otherwise(pl.lit("actual")), speaker=pl.lit(""),
        zone=pl.lit("body"), salience=pl.lit("claim"), line=pl.col("row") % PER_DOCUMENT + 1, page=pl.lit(0),
        sentence=pl.format("In {} Subject {} made ${} million with the {} works of its third division.", year,
                           "subject_number", "mixed", works),
        sentence_start=offset, resolution=pl.lit(1e6), rule=pl.lit("bench"), correction=pl.lit(""),
    )  # fmt: skip


def _series(claims: pl.DataFrame) -> pl.DataFrame:
    pairs = claims.select("subject", "metric_id", "metric").unique(maintain_order=True)
    return pairs.with_columns(series_id=pl.format("s{}", pl.int_range(pl.len()).cast(pl.String).str.zfill(16)))


def _checks(claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    number = claims.height // 10
    turn = pl.col("row") % 10
    checks = pl.select(row=pl.int_range(number)).select(
        check_id=pl.format("k{}", pl.col("row").cast(pl.String).str.zfill(16)), type=pl.lit("ratio"),
        verdict=pl.when(turn == 0).then(pl.lit("contradiction")).when(turn < 5).then(pl.lit("implied")).otherwise(pl.lit("consistent")),
        severity=pl.when(turn == 0).then(pl.lit("high")).otherwise(pl.lit("info")), stated_low=pl.lit(1.0), stated_high=pl.lit(2.0),
        implied_low=pl.lit(3.0), implied_high=pl.lit(4.0), unit=pl.lit("ratio"), gap=pl.col("row") / number,
        formula=pl.lit("a / b"), explanation=pl.format("Check {} compares two figures.", "row"),
        documents=pl.format("document-{}", pl.col("row") * 10 // PER_DOCUMENT), code=pl.lit("ratio"), grade=pl.lit("apart"),
    )  # fmt: skip
    ids = claims["claim_id"]
    inputs = [
        checks.select(
            "check_id", position=pl.lit(place), role=pl.lit("part"), claim_id=ids.gather_every(10, place).head(number)
        )
        for place in (0, 1)
    ]
    return checks, pl.concat(inputs)


@contextmanager
def _server(data: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "POLARS_MAX_THREADS": "2"})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                _get(address + "/claim/none")
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.25)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _get(url: str, first: int = -1) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as answer:
        answer.read(first)
    return time.perf_counter() - began


def _downloads(address: str, name: str) -> list[Figure]:
    filtered = f"{address}/data/latest/claims.csv?subject=Subject+7&modality=projection"
    made = f"{address}/data/latest/claims.safe.csv"
    return [
        Figure("dashboard", name + "full CSV starts", _get(f"{address}/data/latest/claims.csv", 1000), "s", "<= 0.5"),
        Figure("dashboard", name + "spreadsheet CSV starts", _get(made, 1000), "s", "<= 0.5"),
        Figure("dashboard", name + "filtered CSV, whole", _get(filtered), "s", "<= 1"),
    ]


def _screen(address: str, name: str, turns: int) -> list[Figure]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        rows = page.locator(".ag-center-cols-container .ag-row .ag-cell a").first
        first: list[float] = []
        for _ in range(4):
            began = time.perf_counter()
            page.goto(f"{address}/claims")
            rows.wait_for()
            first.append(time.perf_counter() - began)
        filters = [_filter(page, turn) for turn in range(turns)]
        go = "window.dash_clientside.claims.go('/trends?metric=metric_%d&scale=%s')"
        drawn = (
            "() => document.querySelector('.scatterlayer path.point, .heatmaplayer image')"
            " && document.querySelector('.chart-title').innerText"
        )
        page.goto(f"{address}/trends")
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        charts = [
            page.evaluate(_UNTIL_CHANGED, [go % (turn + 1, "log" if turn % 2 else "linear"), drawn]) / 1000
            for turn in range(max(5, turns // 4))
        ]
        browser.close()
    return [
        Figure("dashboard", name + "first grid row, warm", min(first[1:]), "s", "<= 3"),
        Figure("dashboard", name + "filter to screen, p95", _p95(filters), "s", "<= 0.6", f"p50 {_p50(filters):.2f} s"),
        Figure("dashboard", name + "chart on screen, p95", _p95(charts), "s", "<= 1", f"p50 {_p50(charts):.2f} s"),
    ]


def _filter(page: object, turn: int) -> float:
    boxes = ["contradiction", "implied", "consistent", "unchecked"]
    act = f"document.querySelector(\"#facets input[value='{boxes[turn // 2 % 4]}']\").click()"
    page.wait_for_timeout(250)
    return float(page.evaluate(_UNTIL_CHANGED, [act, _ROWS])) / 1000


def _crowd(address: str, name: str, seconds: float) -> list[Figure]:
    until = time.monotonic() + seconds
    times: list[float] = []
    errors: list[str] = []

    def reader(number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < until:
            act = chance.choice([_ask_rows, _ask_rows, _ask_page, _ask_trend])
            began = time.perf_counter()
            try:
                act(address, chance)
                times.append(time.perf_counter() - began)
            except OSError as error:
                errors.append(str(error))
            time.sleep(chance.uniform(0.2, 1.2))

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    note = f"{len(times)} requests in {seconds:.0f} s, p50 {_p50(times):.2f} s"
    return [
        Figure("dashboard", name + f"{CLIENTS} clients, p95", _p95(times), "s", "<= 1", note),
        Figure(
            "dashboard",
            name + f"{CLIENTS} clients, errors",
            len(errors),
            "",
            "<= 0",
            "; ".join(sorted(set(errors))[:2]),
        ),
    ]


def _post(address: str, output: str, given: list[dict[str, object]], state: list[dict[str, object]]) -> None:
    target, _, prop = output.rpartition(".")
    body = {
        "output": output, "outputs": {"id": target, "property": prop}, "inputs": given, "state": state,
        "changedPropIds": [f"{given[0]['id']}.{given[0]['property']}"],
    }  # fmt: skip
    request = urllib.request.Request(
        address + "/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


def _ask_rows(address: str, chance: random.Random) -> None:
    start = 100 * chance.randrange(200)
    search = chance.choice(
        ["", "?q=harbor", f"?subject=Subject+{chance.randrange(SUBJECTS)}", "?verdict=contradiction"]
    )
    asked = {
        "startRow": start,
        "endRow": start + 100,
        "sortModel": chance.choice([[], [{"colId": "figure", "sort": "desc"}]]),
    }
    route = {"id": "route", "property": "data", "value": {"path": "/claims", "search": search, "n": 1}}
    given = [{"id": "claims-grid", "property": "getRowsRequest", "value": asked}]
    _post(address, "claims-grid.getRowsResponse", given, [route, {"id": "query", "property": "data"}])


def _ask_page(address: str, chance: random.Random) -> None:
    path = chance.choice(["/", "/checks", "/claims", "/documents", "/data", f"/claim/c{chance.randrange(90_000):016d}"])
    _post(
        address,
        "page.children",
        [{"id": "route", "property": "data", "value": {"path": path, "search": "", "n": 1}}],
        [],
    )


def _ask_trend(address: str, chance: random.Random) -> None:
    search = f"?metric=metric_{chance.randrange(METRICS)}"
    _post(
        address,
        "page.children",
        [{"id": "route", "property": "data", "value": {"path": "/trends", "search": search, "n": 1}}],
        [],
    )


def _p50(times: list[float]) -> float:
    return sorted(times)[len(times) // 2] if times else 0.0


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
