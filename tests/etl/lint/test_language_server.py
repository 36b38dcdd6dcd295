"""The language server as an editor meets it: over standard input and output, driven by pygls' client."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

TEXT = """\
# Chillers 🧊

🧊 The market for chillers grows from $63.1 billion in 2025 to $200 billion in 2029, a 3.6× rise.
"""
MENDED = TEXT.replace("3.6×", "3.2×")


class Editor(LanguageClient):
    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.received: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()


async def _with_editor(
    act: Callable[[Editor, str], Awaitable[None]], folder: Path, options: dict | None = None
) -> None:
    editor = Editor()

    @editor.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def receive(params: types.PublishDiagnosticsParams) -> None:
        editor.received.put_nowait(params)

    await editor.start_io(
        sys.executable, "-c", "import sys; sys.argv = ['claims', 'lsp']; from etl.cli import main; main()"
    )
    try:
        parameters = types.InitializeParams(types.ClientCapabilities(), initialization_options=options)
        result = await asyncio.wait_for(editor.initialize_async(parameters), 60)
        assert result.capabilities.hover_provider
        editor.initialized(types.InitializedParams())
        await act(editor, (folder / "draft.md").as_uri())
    finally:  # also after a failed test: a server nobody told to leave would be waited for
        await asyncio.wait_for(editor.shutdown_async(None), 60)
        editor.exit(None)
        await editor.stop()


async def _open(editor: Editor, uri: str, text: str) -> list[types.Diagnostic]:
    item = types.TextDocumentItem(uri, types.LanguageKind.Markdown, 1, text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return await _next(editor)


async def _next(editor: Editor) -> list[types.Diagnostic]:
    return list((await asyncio.wait_for(editor.received.get(), 60)).diagnostics)


def _drive(act, folder, *settings):
    """In a thread of its own, since a browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(_with_editor(act, folder, *settings))).result()


def test_a_contradiction_is_a_diagnostic_until_it_is_mended(tmp_path):
    async def act(editor: Editor, uri: str) -> None:
        [diagnostic] = await _open(editor, uri, TEXT)
        assert (diagnostic.code, diagnostic.source) == ("growth-multiple", "claims")
        assert diagnostic.severity == types.DiagnosticSeverity.Error
        line = TEXT.splitlines()[2].encode("utf-16-le")
        span = line[2 * diagnostic.range.start.character : 2 * diagnostic.range.end.character].decode("utf-16-le")
        assert (diagnostic.range.start.line, span) == (2, "3.6×")
        assert len(diagnostic.related_information) == 2
        change = types.TextDocumentContentChangeWholeDocument(MENDED)
        identifier = types.VersionedTextDocumentIdentifier(version=2, uri=uri)
        editor.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
        assert await _next(editor) == []

    _drive(act, tmp_path)


def test_the_claim_under_the_cursor_is_explained(tmp_path):
    async def act(editor: Editor, uri: str) -> None:
        await _open(editor, uri, TEXT)
        column = len(TEXT.splitlines()[2].split("63.1")[0].encode("utf-16-le")) // 2
        where = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, column))
        hover = await editor.text_document_hover_async(where)
        assert "$63.1 billion" in hover.contents.value
        assert "2025" in hover.contents.value
        assert "✗" in hover.contents.value
        nothing = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, 5))
        assert await editor.text_document_hover_async(nothing) is None

    _drive(act, tmp_path)


def test_settings_of_the_folder_and_of_the_editor_hold(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.claimed-metrics]\nignore = ["growth-multiple"]\n')

    async def act(editor: Editor, uri: str) -> None:
        codes = {diagnostic.code for diagnostic in await _open(editor, uri, TEXT)}
        assert "annual-rate" in codes
        assert "growth-multiple" not in codes

    _drive(act, tmp_path, {"show-implied": True})


def test_an_empty_text_and_wrong_settings_stop_nothing(tmp_path):
    async def act(editor: Editor, uri: str) -> None:
        assert await _open(editor, uri, "") == []
        (tmp_path / "pyproject.toml").write_text("[tool.claimed-metrics]\nselct = 1\n")
        change = types.TextDocumentContentChangeWholeDocument(TEXT)
        identifier = types.VersionedTextDocumentIdentifier(version=2, uri=uri)
        editor.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
        [complaint] = await _next(editor)
        assert "selct is no setting" in complaint.message
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await _next(editor) == []

    _drive(act, tmp_path)
