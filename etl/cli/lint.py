"""`claims lint`: its options and exit codes. Nothing here, and nothing it calls, waits for more than it needs."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from etl.lint.problem import Report

FORMATS = ("text", "json", "sarif", "github", "junit")
SEVERITIES = ("high", "medium", "low", "info")

_DESCRIPTION = "Check the numbers of documents: what does not add up, where, and what would."
_EPILOG = """\
exit codes: 0 nothing contradicts, 1 contradictions, 2 an input cannot be read or the call is wrong.
Settings stand in [tool.claimed-metrics] of pyproject.toml; <!-- claims: ignore CODE: reason --> in a
paragraph ignores a finding there. `claims rule CODE` explains a rule.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"claims lint: {message}. `claims lint --help` shows how it is called.\n")


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def parser() -> argparse.ArgumentParser:
    """The options of `claims lint`."""
    wanted = _Parser(
        prog="claims lint",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = wanted.add_argument
    add("paths", nargs="+", metavar="PATH", help="a document, a folder of documents, or - for standard input")
    add("--format", choices=FORMATS, default="text", help="how to write the findings (text)")
    add("--output", type=Path, metavar="FILE", help="write them into a file")
    add("--select", type=_list, metavar="CODES", help="only these rules: codes or globs, separated by commas")
    add("--ignore", type=_list, metavar="CODES", help="not these rules")
    add("--exclude", type=_list, metavar="GLOBS", help="not these files")
    add("--min-severity", choices=SEVERITIES, help="nothing below: high, medium, low or info")
    add("--show-implied", action="store_true", help="also what follows but is said nowhere")
    add("--show-consistent", action="store_true", help="also what was compared and agrees")
    add("--show-updates", action="store_true", help="also what changes from one date to another within a document")
    add("--against", type=Path, metavar="DATA", help="compare with the claims other documents were published with")
    add("--stdin-filename", default="", metavar="NAME", help="what standard input would be called as a file")
    return wanted


def main(arguments: Sequence[str]) -> int:
    """Lint and print; return the exit code."""
    options = parser().parse_args(arguments)
    gc.disable()  # short-lived: collecting what imports and rows leave behind costs more than it frees
    from etl.lint.collect import lint
    from etl.lint.inputs import find_inputs
    from etl.lint.settings import load_settings, override
    from etl.model.finding import Severity

    names = ("select", "ignore", "exclude", "show_implied", "show_consistent", "show_updates", "against")
    given = {name: getattr(options, name) for name in names}
    given["min_severity"] = Severity(options.min_severity) if options.min_severity else None
    settings = override(load_settings(Path.cwd()), given)
    inputs, failures = find_inputs(options.paths, settings.exclude, options.stdin_filename)
    report = lint(inputs, settings, failures)
    for failure in report.failures:
        print(f"claims: {failure}", file=sys.stderr)
    _write(_rendered(report, options.format, coloured=not options.output), options.output)
    return report.exit_code


def _rendered(report: "Report", name: str, *, coloured: bool) -> str:
    if name != "text":
        from etl.lint.formats import render

        return render(report, name)
    from etl.lint.formats import text

    if not report.documents:
        return ""  # every input failed, which stderr tells
    return text.render(report, colour=coloured and _is_terminal())


def _write(content: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(content)
        sys.stdout.flush()
        return
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        from etl.errors import UsageError

        raise UsageError(f"--output {path}: cannot be written ({error.strerror}). Name another file.") from None


def _is_terminal() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
