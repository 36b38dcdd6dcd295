"""The download routes: whole tables as files, parts of them as streams, errors as problem+json."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from flask import Blueprint, Response, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from dashboard import trend_points
from dashboard.extracts import Extracts, UnusableDataError, load
from dashboard.kept_files import KeptFiles
from dashboard.query import Query
from dashboard.snapshot import Snapshot
from etl.model.tables import TABLES
from etl.rows.selection import BadQueryError, Selection, select
from etl.rows.writers import XLSX_ROWS, csv_pieces, json_pieces, parquet_file, workbook

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "safe.csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "no-cache"


def problem(status: int, title: str, detail: str) -> Response:
    """An error as RFC 9457 says."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")


def routes(extracts: Extracts) -> Blueprint:
    """All routes under /data/ that give files."""
    found = Blueprint("downloads", __name__)
    made = KeptFiles()
    cache: dict[str, Snapshot] = {}

    def answer(version: str, give: Callable[[Snapshot], BaseResponse]) -> BaseResponse:
        try:
            current = extracts.snapshot()
            snapshot = current if version in ("latest", current.version) else _kept(extracts, version, cache)
        except UnusableDataError as unusable:
            return problem(503, "No data", str(unusable))
        if snapshot is None:
            return problem(404, "No such version", f"Version {version} is not kept here; see /data for those that are.")
        try:
            response = give(snapshot)
        except BadQueryError as bad:
            return problem(400, "The query cannot be met", str(bad))
        if response.status_code < 400:
            response.headers["Cache-Control"] = FRESH if version == "latest" else IMMUTABLE
        return response

    @found.get("/data/<version>/charts/<name>.csv")
    def chart(version: str, name: str) -> BaseResponse:
        return answer(version, lambda snapshot: _chart(snapshot, name, _query()))

    @found.get("/data/<version>/<name>")
    def file(version: str, name: str) -> BaseResponse:
        return answer(version, lambda snapshot: _file(snapshot, name, _query(), made))

    @found.get("/data/<path:rest>")
    def unknown(rest: str) -> BaseResponse:
        return problem(404, "No such file", f"/data/{rest} leads nowhere; see /data for what there is.")

    return found


def _query() -> Query:
    return Query.parse(request.path, request.query_string.decode("utf-8", "replace"))


def _kept(extracts: Extracts, version: str, cache: dict[str, Snapshot]) -> Snapshot | None:
    folder = extracts.folder(version)
    if folder is None:
        return None
    if version not in cache:
        cache.clear()
        cache[version] = load(folder)
    return cache[version]


def _file(snapshot: Snapshot, name: str, query: Query, made: KeptFiles) -> BaseResponse:
    table, _, ending = name.partition(".")
    if table in TABLES and ending in CONTENT_TYPES:
        return _table(snapshot, name, query, made)
    path = snapshot.folder / "extracts" / name
    if re.fullmatch(r"[A-Za-z0-9][\w.-]*", name) and path.is_file():
        return send_file(path, etag=_digest(snapshot, path), conditional=True)
    tables = ", ".join(TABLES)
    return problem(
        404,
        "No such file",
        f"{name} is no table in a known format. Tables: {tables}; formats: {', '.join(CONTENT_TYPES)}.",
    )


def _digest(snapshot: Snapshot, path: Path) -> str | bool:
    digest = snapshot.manifest.get(path.relative_to(snapshot.folder).as_posix())
    return str(digest) if digest else True


def _table(snapshot: Snapshot, name: str, query: Query, made: KeptFiles) -> BaseResponse:
    table, _, ending = name.partition(".")
    whole = {"csv": snapshot.folder / "extracts" / f"{table}.csv", "parquet": snapshot.folder / f"{table}.parquet"}
    if not query.params and ending in whole and whole[ending].is_file():
        response: BaseResponse = send_file(
            whole[ending], CONTENT_TYPES[ending], etag=_digest(snapshot, whole[ending]), conditional=True
        )
        response.headers["Content-Type"] = CONTENT_TYPES[ending]
    else:
        selection = select(snapshot.table, table, query.params)
        if query.params:
            response = _made(snapshot, (table, ending), query, lambda: _content(table, ending, selection))
        else:
            response = _whole(snapshot, name, made, lambda: _content(table, ending, selection))
        if ending == "xlsx" and selection.height > XLSX_ROWS:
            return problem(
                413,
                "Too many rows for Excel",
                f"{selection.height} rows; a sheet holds {XLSX_ROWS}. Filter, or take the CSV.",
            )
    return _named(response, [table, *_words(query), snapshot.version], ending)


def _content(table: str, ending: str, selection: Selection) -> Iterator[bytes]:
    if ending in ("csv", "safe.csv"):
        return csv_pieces(selection, safe=ending == "safe.csv")
    if ending == "json":
        return json_pieces(selection)
    file = parquet_file(selection) if ending == "parquet" else workbook(table, selection)
    return _read_out(file)


def _read_out(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(1 << 18), b"")


def _whole(snapshot: Snapshot, name: str, made: KeptFiles, make: Callable[[], Iterator[bytes]]) -> BaseResponse:
    """A whole table in a format made on the fly: sent as it is made the first time, from then on as a file."""
    tag = hashlib.sha256(f"{snapshot.version}/{name}".encode()).hexdigest()[:32]
    kind = CONTENT_TYPES[name.partition(".")[2]]
    path = made.find(snapshot.version, name)
    if path is None and "Range" in request.headers and request.method == "GET":
        path = made.make(snapshot.version, name, make())
    if path is not None:
        response: BaseResponse = send_file(path, kind, etag=tag, conditional=True)
        response.headers["Content-Type"] = kind
        return response
    head = {"Accept-Ranges": "bytes", "Content-Type": kind}
    if request.if_none_match.contains(tag):
        response = Response(status=304)
    elif request.method == "HEAD":
        response = Response(iter(()), headers=head)
    else:
        response = Response(made.passing(snapshot.version, name, make()), headers=head)
    response.set_etag(tag)
    return response


def _made(snapshot: Snapshot, key: tuple[str, ...], query: Query, make: Callable[[], Iterator[bytes]]) -> BaseResponse:
    """A response made on the fly: weakly tagged, as the same rows come in the same order but are not kept."""
    state = json.dumps([snapshot.version, *key, sorted((name, list(values)) for name, values in query.params.items())])
    tag = hashlib.sha256(state.encode()).hexdigest()[:32]
    head = {"Accept-Ranges": "none", "Content-Type": CONTENT_TYPES[key[-1]]}
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    elif request.method == "HEAD":
        response = Response(iter(()), headers=head)
    else:
        response = Response(make(), headers=head)
    response.set_etag(tag, weak=True)
    return response


def _chart(snapshot: Snapshot, name: str, query: Query) -> BaseResponse:
    if name != "trends":
        return problem(404, "No such chart", f"There is no chart {name}; there is trends.")
    unknown = set(query.params) - {"metric", "unit", "into", "subject", "scale", "layout"}
    if unknown:
        raise BadQueryError(f"The chart knows no {', '.join(sorted(unknown))}.")
    trend = trend_points.choose(snapshot, query)
    if trend.remarks:
        raise BadQueryError(" ".join(trend.remarks))
    rows = trend_points.drawn(trend_points.all_points(snapshot, trend), trend.scale)
    selection = Selection(rows, None, tuple(rows.columns))
    response = _made(snapshot, ("charts", name, "csv"), query, lambda: csv_pieces(selection, safe=False))
    return _named(response, ["trend", trend.metric, trend.shown_unit, trend.scale, snapshot.version], "csv")


def _words(query: Query) -> list[str]:
    return [value for name in sorted(query.params) if name != "columns" for value in query.many(name)[:3]][:6]


def slug(parts: list[str]) -> str:
    """A file name of plain letters that says what is in the file."""
    words = [re.sub(r"[^A-Za-z0-9_]+", "-", part).strip("-").lower()[:40] for part in parts]
    return "-".join(word for word in words if word)


def _named(response: BaseResponse, parts: list[str], ending: str) -> BaseResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{slug(parts)}.{ending}"'
    return response
