"""The command `claims`: one module a command, imported when it is called."""

import sys


def main() -> None:
    """Run the command line; known errors are one line on stderr and an exit code."""
    from etl.cli.app import app
    from etl.errors import EtlError

    try:
        app(prog_name="claims")
    except EtlError as error:
        print(f"claims: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output went away: `claims diff | head`
        sys.stderr.close()
        sys.exit(0)
