"""The language server: findings as diagnostics while one writes, the claim under the cursor on hover.

Initialization options may hold the settings of [tool.claimed-metrics]; they go over those of the nearest pyproject.toml.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from etl.errors import EtlError
from etl.lint.collect import Analysis, analyse
from etl.lint.hover import claim_at, describe
from etl.lint.inputs import from_bytes
from etl.lint.places import line_starts
from etl.lint.problem import Figure, Problem
from etl.lint.settings import Settings, from_table, load_settings, override
from etl.model.finding import Verdict

_PAUSE = 0.4  # seconds without a key stroke before a text is read again
_SEVERITIES = {
    Verdict.CONTRADICTION: types.DiagnosticSeverity.Error,
    Verdict.UPDATE: types.DiagnosticSeverity.Warning,
    Verdict.IMPLIED: types.DiagnosticSeverity.Hint,
    Verdict.CONSISTENT: types.DiagnosticSeverity.Hint,
    None: types.DiagnosticSeverity.Warning,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the editor at one moment, and how the editor counts characters."""

    uri: str
    content: str
    starts: tuple[int, ...]
    encoding: str

    def position(self, offset: int) -> types.Position:
        """An offset as the editor counts it."""
        line = next(number for number in range(len(self.starts), 0, -1) if self.starts[number - 1] <= offset)
        before = self.content[self.starts[line - 1] : offset]
        return types.Position(line - 1, _units(before, self.encoding))

    def offset(self, position: types.Position) -> int:
        """The offset of a position."""
        if position.line >= len(self.starts):
            return len(self.content)
        start, units = self.starts[position.line], 0
        for index, character in enumerate(self.content[start:]):
            if units >= position.character or character in "\r\n":
                return start + index
            units += _units(character, self.encoding)
        return len(self.content)


def _units(text: str, encoding: str) -> int:
    if encoding == "utf-32":
        return len(text)
    return len(text.encode()) if encoding == "utf-8" else len(text.encode("utf-16-le", "surrogatepass")) // 2


class ClaimsServer(LanguageServer):
    """A server that remembers what it found in each open text."""

    def __init__(self) -> None:
        super().__init__("claims", _version())
        self.options: Mapping[str, Any] = {}
        self.found: dict[str, tuple[Text, Analysis]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}

    def text(self, uri: str) -> Text:
        """The text of an open document as it is now."""
        content = self.workspace.get_text_document(uri).source
        kind = self.workspace.position_encoding
        encoding = kind.value if isinstance(kind, types.PositionEncodingKind) else kind or "utf-16"
        return Text(uri, content, tuple(line_starts(content)), encoding)

    def later(self, uri: str, pause: float) -> None:
        """Lint a text after a pause; a change within it starts the pause again."""
        if uri in self.waiting:
            self.waiting[uri].cancel()
        self.waiting[uri] = asyncio.get_running_loop().create_task(self._after(uri, pause))

    async def _after(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        await self.lint(uri)

    async def lint(self, uri: str) -> None:
        """Lint a text and tell the editor."""
        text = self.text(uri)
        self.found.pop(uri, None)
        try:
            analysis = await asyncio.to_thread(_analyse, text, self.options)
        except EtlError as error:
            self._tell(text, [_complaint(str(error))])
            return
        if self.text(uri).content != text.content:
            return  # the text has changed meanwhile and will be read again
        self.found[uri] = (text, analysis)
        complaints = [_complaint(str(failure)) for failure in analysis.report.failures if text.content.strip()]
        self._tell(text, complaints + [_diagnostic(problem, text) for problem in analysis.report.problems])

    def _tell(self, text: Text, diagnostics: list[types.Diagnostic]) -> None:
        version_of = self.workspace.get_text_document(text.uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(text.uri, diagnostics, version_of))


def _analyse(text: Text, options: Mapping[str, Any]) -> Analysis:
    name = to_fs_path(text.uri) or text.uri.rpartition("/")[2] or "untitled.md"
    folder = Path(name).parent if Path(name).is_absolute() else Path.cwd()
    settings = override(load_settings(folder), _given(options))
    data = text.content.encode("utf-8", "surrogatepass")
    try:
        inputs = [from_bytes(data, name, "utf-8")]
    except EtlError:
        inputs = []  # an empty text says nothing that could be wrong
    return analyse(inputs, settings)


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    chosen = from_table(Path.cwd() / "initializationOptions", options)
    default = Settings()
    names = ("select", "ignore", "min_severity", "show_implied", "show_consistent", "show_updates", "against")
    return {name: getattr(chosen, name) for name in names if getattr(chosen, name) != getattr(default, name)}


def _diagnostic(problem: Problem, text: Text) -> types.Diagnostic:
    here = [figure for figure in problem.figures if figure.path and figure is not problem.at]
    return types.Diagnostic(
        range=_range(problem.at, text),
        message="\n".join(filter(None, (problem.message, problem.hint))),
        severity=_SEVERITIES[problem.verdict],
        code=problem.code,
        source="claims",
        data={"check_id": problem.check_id},
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(from_fs_path(figure.path) or text.uri, _range(figure, text)),
                f"{figure.role}: {figure.quote}",
            )
            for figure in here
        ],
    )


def _range(figure: Figure, text: Text) -> types.Range:
    if not figure.is_in_source:  # the text was drawn from the file; its lines are others
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    return types.Range(text.position(figure.start), text.position(figure.end))


def _complaint(message: str) -> types.Diagnostic:
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    return types.Diagnostic(nowhere, message, types.DiagnosticSeverity.Warning, source="claims")


def _version() -> str:
    try:
        return version("claimed-metrics")
    except PackageNotFoundError:
        return "0"


def create_server() -> ClaimsServer:
    """A server with its features."""
    server = ClaimsServer()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        options = params.initialization_options
        server.options = options if isinstance(options, dict) else {}

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def open_text(params: types.DidOpenTextDocumentParams) -> None:
        server.later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def change_text(params: types.DidChangeTextDocumentParams) -> None:
        server.later(params.text_document.uri, _PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def save_text(params: types.DidSaveTextDocumentParams) -> None:
        server.later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def close_text(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in server.waiting:
            server.waiting.pop(uri).cancel()
        server.found.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return _hover(server, params)

    return server


def _hover(server: ClaimsServer, params: types.HoverParams) -> types.Hover | None:
    if params.text_document.uri not in server.found:
        return None
    text, analysis = server.found[params.text_document.uri]
    claim = claim_at(analysis.claims, text.offset(params.position))
    if claim is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, describe(claim, analysis.problems))
    return types.Hover(content, types.Range(text.position(claim["start"]), text.position(claim["end"])))


def serve() -> None:
    """Serve over standard input and output until the editor hangs up."""
    create_server().start_io()
