"""`claims lsp`: the language server, over standard input and output."""

from etl.errors import UsageError


def run() -> None:
    """Serve an editor until it hangs up."""
    try:
        import pygls  # noqa: F401 - an extra: say so rather than fail deep inside
    except ImportError:
        raise UsageError("claims lsp needs the extra lsp. Install it: pip install 'claimed-metrics[lsp]'.") from None
    from etl.lint.language_server import serve

    serve()
