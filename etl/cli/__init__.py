"""The command `claims`: one module a command, imported when it is called."""

import errno
import sys

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
_INTERRUPTED = 130  # 128 and the number of the signal, as shells have it


def main() -> None:
    """Run the command line; known errors are one line on stderr and an exit code."""
    from etl.errors import EtlError

    try:
        sys.exit(_run())
    except EtlError as error:
        print(f"claims: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except PermissionError as error:
        place = error.filename or error
        print(f"claims: {place}: permission denied. Grant the rights to it, or name another folder.", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("claims: interrupted; what is published stays as it was", file=sys.stderr)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of our output went away: `claims diff | head`
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename:
            raise
        print(f"claims: standard output: {error.strerror}. Make room, or send it elsewhere.", file=sys.stderr)
        sys.stdout = None  # what waits in it would fail again at the end
        sys.exit(2)


def _run() -> int:
    if sys.argv[1:2] == ["lint"]:  # waits for nothing it does not need, not even for the other commands
        from etl.cli.lint import main as lint

        return lint(sys.argv[2:])
    from typer.exceptions import Abort, TyperException

    from etl.cli.app import app

    try:
        code = int(app(prog_name="claims", standalone_mode=False) or 0)
    except TyperException as error:  # wrong use: an unknown option, a value that is none
        told = " ".join(getattr(error, "format_message", error.__str__)().split()).rstrip(".")
        if told:  # nothing where no command was given: the help it has printed says everything
            print(f"claims: {told}. See claims --help.", file=sys.stderr)
        return 2
    except Abort:
        raise KeyboardInterrupt from None
    if code == _INTERRUPTED:  # the parser of options has caught Ctrl-C and says no word of it
        raise KeyboardInterrupt
    return code
