"""The command `claims`: one module a command, imported when it is called."""

import sys


def main() -> None:
    """Run the command line; known errors are one line on stderr and an exit code."""
    from etl.errors import EtlError

    try:
        _run()
    except EtlError as error:
        print(f"claims: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("claims: interrupted; what is published stays as it was", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output went away: `claims diff | head`
        sys.stderr.close()
        sys.exit(0)


def _run() -> None:
    if sys.argv[1:2] == ["lint"]:  # waits for nothing it does not need, not even for the other commands
        from etl.cli.lint import main as lint

        sys.exit(lint(sys.argv[2:]))
    from etl.cli.app import app

    app(prog_name="claims")
