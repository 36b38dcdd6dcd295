"""Runs every step of the Dockerfile as written in a bare Debian with Python; needs Linux, the superuser, debootstrap.

    python tests/docker/run_steps.py [--suite trixie] [--mirror http://deb.debian.org/debian] [--keep]

The build context is what `git archive HEAD` holds. The command then runs as the image's user in namespaces of its own:
the root read-only, /tmp in memory, the volume writable; the health check must succeed. The root is removed at the end.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from dockerfile import Instruction, command_of, read_instructions, variables_of

REPOSITORY = Path(__file__).resolve().parents[2]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# What the machine needs to reach its package registry is no part of the image, but of the network it is built in.
FROM_OUTSIDE = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "PIP_DEFAULT_TIMEOUT")
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")

# Starts the command, waits for the health check, and looks at what the user may write: all within the namespaces.
SERVE = """
set -eu
mount --bind "$ROOT" "$ROOT"
mount -o remount,bind,ro "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/tmp"
mount --bind "$VOLUME" "$ROOT$VOLUME_PATH"
ip link set lo up
$INSIDE $COMMAND & server=$!
for _ in $(seq 90); do
  sleep 1
  kill -0 $server 2>/dev/null || { echo "the command ended"; exit 1; }
  if $INSIDE $HEALTH 2>/dev/null; then healthy=yes; break; fi
done
test "${healthy:-}" = yes || { echo "the health check never succeeded"; exit 1; }
$INSIDE /bin/sh -c 'test "$(id -u)" != 0 && ! touch "$PWD/x" 2>/dev/null && touch "$0/x" && rm "$0/x"' "$VOLUME_PATH"
echo "healthy as user $($INSIDE id -u): the root is read-only, $VOLUME_PATH is writable: $(ls "$ROOT$VOLUME_PATH" | xargs)"
kill $server && wait $server || test $? -eq 143 || test $? -eq 0
"""


@dataclass
class Image:
    """A root folder and what the instructions have set so far."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH, "HOME": "/"})
    folder: str = "/"
    user: str = "0"
    volume: str = ""
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def inside(self) -> list[str]:
        """The words that start a command within the image."""
        variables = [f"{name}={value}" for name, value in sorted(self.environment.items())]
        enter = ["chroot", f"--userspec={self.user}", str(self.root), "/usr/bin/env", "-i", f"--chdir={self.folder}"]
        return [*enter, *variables]


def arrange(root: Path) -> None:
    """Bare Debian as the official Python images are: a Python of its own in /usr/local, apart from Debian's packages."""
    run(["chroot", str(root), "python3", "-m", "venv", "/usr/local"])
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    if ("/" / CERTIFICATES).exists():
        shutil.copy("/" / CERTIFICATES, root / CERTIFICATES)


def build(image: Image, context: Path) -> None:
    """Follow the instructions."""
    for each in read_instructions(context / "Dockerfile"):
        print(f"--- {each.word} {each.rest}", flush=True)
        follow(image, context, each)


def follow(image: Image, context: Path, each: Instruction) -> None:
    """Do what one instruction says."""
    match each.word:
        case "ENV":
            image.environment |= variables_of(each.rest)
        case "WORKDIR":
            image.folder = each.rest
            (image.root / each.rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        case "COPY":
            copy(image, context, shlex.split(each.rest))
        case "RUN":
            run_inside(image, command_of(each.rest))
        case "USER":
            image.user = f"{numeric(image.root, each.rest, 'passwd')}:{numeric(image.root, each.rest, 'group')}"
        case "VOLUME":
            image.volume = each.rest
        case "HEALTHCHECK":
            image.health = command_of(each.rest.partition("CMD ")[2])
        case "CMD":
            image.command = command_of(each.rest)
        case word if word not in ("FROM", "EXPOSE"):
            sys.exit(f"{word}: this script does not know the instruction")


def run_inside(image: Image, command: list[str]) -> None:
    """One RUN, with the network of the machine."""
    outside = {name: os.environ[name] for name in FROM_OUTSIDE if name in os.environ}
    environment = image.environment | outside | {"PIP_CERT": f"/{CERTIFICATES}"}
    building = Image(image.root, environment, image.folder, image.user)
    run(["unshare", "--mount", "--pid", "--fork", f"--mount-proc={image.root}/proc", *building.inside(), *command])


def copy(image: Image, context: Path, words: list[str]) -> None:
    """Files and folders of the context into the image; a folder's content, as Docker does."""
    *sources, target = words
    into = image.root / os.path.join(image.folder, target).lstrip("/")
    for source in sources:
        path = context / source
        if path.is_dir():
            shutil.copytree(path, into, dirs_exist_ok=True)
        else:
            shutil.copy(path, into / path.name if target.endswith("/") else into)


def numeric(root: Path, user: str, table: str) -> str:
    """A user's number and group, from the image's own tables; a number stands for itself."""
    rows = [line.split(":") for line in (root / "etc" / table).read_text().splitlines()]
    return next((row[2] for row in rows if user in (row[0], row[2])), user)


def serve(image: Image, volume: Path) -> None:
    """Run the command with a read-only root until it is healthy."""
    shutil.copystat(image.root / image.volume.lstrip("/"), volume)
    owner = (image.root / image.volume.lstrip("/")).stat()
    os.chown(volume, owner.st_uid, owner.st_gid)
    image.environment["CLAIMS_TOKEN"] = "a token, as the Dockerfile's first lines give one"
    names = {"INSIDE": image.inside(), "COMMAND": image.command, "HEALTH": image.health}
    script = SERVE
    for name, words in names.items():
        script = script.replace(f"${name}", shlex.join(words))
    known = {"ROOT": str(image.root), "VOLUME": str(volume), "VOLUME_PATH": image.volume, "PATH": os.environ["PATH"]}
    run(["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", script], env=known)


def run(command: list[str], **options: object) -> None:
    """Run a command; end with its exit code where it fails."""
    code = subprocess.run(command, check=False, **options).returncode  # type: ignore[call-overload]
    if code:
        sys.exit(f"exit code {code}: {shlex.join(command)[:200]}")


def main() -> None:
    """Make a root, build in it, serve from it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", default="trixie", help="Debian release; trixie has the Python of the image")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--keep", action="store_true", help="leave the root where it is")
    parser.add_argument("--root", type=Path, help="a root that debootstrap made before, with Python in it")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="claimed-metrics-"))
    image = Image(given.root or work / "root")
    try:
        for name in ("context", "volume"):
            (work / name).mkdir()
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True).stdout
        run(["tar", "x", "-C", str(work / "context")], input=archive)
        if given.root is None:
            wanted = "--include=python3,python3-venv,ca-certificates"
            made = ["debootstrap", "--variant=minbase", wanted, given.suite, str(image.root), given.mirror]
            run(made, stdout=subprocess.DEVNULL)
        arrange(image.root)
        build(image, work / "context")
        serve(image, work / "volume")
        print("every step of the Dockerfile ran as written")
    finally:
        if given.keep:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
