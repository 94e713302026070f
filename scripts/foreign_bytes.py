"""Run every command among files that are not ours, and look at each byte of them: `python scripts/foreign_bytes.py`.

A portfolio is made, pulled and built. For each command, each folder that it writes or reads, and each
kind of thing that may lie there, a copy of the portfolio gets that thing, the command runs in a process
of its own, and then everything that is not ours, in the portfolio and outside, must be what it was:
content, permissions, time, target of a link. The commands are those that there are: one that is new and
has no line here is an error.

Prints a figure per line; ends with 1 when a byte changed, a command hung, or one told of a defect.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

from proofolio import cli, interrupts
from proofolio.cli.commands import proofolio
from proofolio.errors import ProofolioError
from proofolio.site import trust

LONGEST_S = 300
"""A command that takes longer hangs."""
TODAY_EPOCH = "1795305600"
"""2026-11-22."""
POST = "posts/2026-01-02-words.md"
SIZE = "64m"
"""Of the small disk."""

KEPT = (
    ".proofolio",
    ".proofolio/docs",
    ".proofolio/made",
    ".proofolio/cache",
    ".proofolio/cache/objects",
)
OWN = ("posts", "projects", "images", "fonts", "shares", "resumes", "overrides")
SNAPSHOT = tuple(f".proofolio/snapshot{part}" for part in ("", "/objects", "/arrived", "/scratch"))


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A command line, and the folders in which it meets what is not ours."""

    argv: tuple[str, ...]
    folders: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda _root: None
    may_change: tuple[str, ...] = ()
    """Files of the learner's that it is there to add to."""


def without_resume(root: Path) -> None:
    """Take `resume.yml` away, so that one can be written."""
    (root / "resume.yml").unlink()


def without_key(root: Path) -> None:
    """Lay a share without a key, to which one is added."""
    (root / "shares").mkdir(exist_ok=True)
    (root / "shares/keyless.yml").write_text("for: Example\n")


RECIPES: dict[str, tuple[Recipe, ...]] = {
    "init": (
        Recipe(argv=("init", "--github", "somebody-else"), folders=("", "posts", "projects")),
        Recipe(argv=("init", "--path", "beginner"), folders=("",)),
    ),
    "sync": (Recipe(argv=("sync",), folders=(".proofolio", *SNAPSHOT, "work")),),
    "status": (Recipe(argv=("status",), folders=("", *OWN, ".proofolio/cache")),),
    "build": (Recipe(argv=("build",), folders=(*KEPT, "site", "site/log", *OWN, "")),),
    "serve": (Recipe(argv=("serve", "--port", "0"), folders=(*KEPT, ".proofolio/preview")),),
    "check": (
        Recipe(argv=("check", "--no-advice"), folders=("site", ".proofolio", "posts", "")),
        Recipe(argv=("check", "work"), folders=("work",)),
    ),
    "publish": (
        Recipe(argv=("publish", "--no-sync", "--to", "public"), folders=("public", "site", "")),
        Recipe(
            argv=("publish", "--no-sync", "--to", "../outside/web"), folders=("../outside/web",)
        ),
        Recipe(argv=("publish", "--to", "../outside/web", "--remove"), folders=("../outside/web",)),
        Recipe(argv=("publish", "--to", "posts"), folders=("posts",)),
        Recipe(argv=("publish", "--no-sync", "--branch"), folders=("site", ".proofolio")),
        Recipe(argv=("publish", "--setup"), folders=(".github", ".github/workflows")),
    ),
    "plugins": (Recipe(argv=("plugins",), folders=("", ".proofolio")),),
    "upgrade": (Recipe(argv=("upgrade",), folders=("", "posts", ".github/workflows")),),
    "demo": (Recipe(argv=("demo", "demo"), folders=("demo", "demo/posts")),),
    "share": (Recipe(argv=("share", "words", "--qr", "codes/words.svg"), folders=("codes", "")),),
    "new project": (Recipe(argv=("new", "project", "tides"), folders=("projects", ".proofolio")),),
    "new post": (
        Recipe(argv=("new", "post", "Words"), folders=("posts",)),
        Recipe(argv=("new", "post", "--from-notebook", "work/a.ipynb"), folders=("posts", "work")),
    ),
    "new share": (
        Recipe(argv=("new", "share", "example"), folders=("shares",)),
        Recipe(
            argv=("new", "share", "keyless"),
            folders=("shares",),
            prepare=without_key,
            may_change=("shares/keyless.yml",),
        ),
    ),
    "resume import": (
        Recipe(argv=("resume", "import", "theirs.json"), folders=("",), prepare=without_resume),
    ),
    "resume check": (
        Recipe(argv=("resume", "check"), folders=(".proofolio/cache", "fonts", "images")),
    ),
    "resume match": (
        Recipe(argv=("resume", "match", "job.txt", "--write", "engineer"), folders=("resumes", "")),
    ),
    "export post": (
        Recipe(
            argv=("export", "post", "words", "--for", "medium"), folders=("posts", ".proofolio")
        ),
    ),
}

NAMES = ("it.md", "it.ipynb", "it.yml", "it.png", "it.ttf", "it.html")
"""What things are called: so that somebody would read them."""


@dataclass(kw_only=True)
class Case:
    """A copy of the portfolio, and what lies beside it."""

    home: Path
    planted: list[Path] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """The portfolio."""
        return self.home / "portfolio"

    @property
    def outside(self) -> Path:
        """What a link leads to."""
        return self.home / "outside"


def files(case: Case, folder: Path) -> None:
    """Lay files."""
    for name in (*NAMES, ".dotfile", "thesis.html"):
        (folder / name).write_text(f"only copy of {name}")
        case.planted.append(folder / name)


def in_place(case: Case, folder: Path) -> None:
    """Put other words in the place of a file that is there, or that will be."""
    there = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".json")
    wanted = [folder / "index.html", folder / "portfolio.yml.new", folder / "2026-11-22-words.md"]
    is_kept = ".proofolio/snapshot" in str(folder) or ".proofolio/cache" in str(folder)
    own = [] if is_kept or folder == case.root else there[:2]
    for path in (*own, *wanted):
        path.write_text("written over by hand")
        case.planted.append(path)


def links(case: Case, folder: Path) -> None:
    """Lay links to a file outside."""
    for name in NAMES:
        link(case, folder / name, case.outside / "kept.md")


def links_to_links(case: Case, folder: Path) -> None:
    """Lay links to links to a file outside."""
    for name in NAMES:
        link(case, folder / name, case.outside / "hop.md")


def dangling(case: Case, folder: Path) -> None:
    """Lay links to nothing, one of them where a file will be written."""
    for name in (
        *NAMES,
        "index.html",
        "2026-11-22-words.md",
        "example.yml",
        "engineer.yml",
        "tides.md",
    ):
        if not os.path.lexists(folder / name):
            link(case, folder / name, case.outside / f"gone-{name}")


def links_to_folders(case: Case, folder: Path) -> None:
    """Lay links to a folder outside."""
    for name in ("it", "assets-it", "posts-it"):
        link(case, folder / name, case.outside / "folder")


def is_link(case: Case, folder: Path) -> None:
    """Make the folder itself a link to outside."""
    if folder == case.root or not folder.is_relative_to(case.root):
        return
    moved = case.outside / "moved"
    shutil.copytree(folder, moved, symlinks=True)
    shutil.rmtree(folder)
    link(case, folder, moved)


def pipes(case: Case, folder: Path) -> None:
    """Lay pipes and a socket."""
    for name in NAMES:
        os.mkfifo(folder / name)
        case.planted.append(folder / name)
    with socket.socket(socket.AF_UNIX) as it, suppress(OSError):
        it.bind(str(folder / "it.sock"))
        case.planted.append(folder / "it.sock")


def link(case: Case, path: Path, target: Path) -> None:
    """Lay a link."""
    path.symlink_to(target)
    case.planted.append(path)


KINDS = (files, in_place, links, links_to_links, dangling, links_to_folders, is_link, pipes)


def main() -> None:
    """Run the cases; print figures."""
    asked = arguments()
    missing = {name for name, _ in commands()} ^ RECIPES.keys()
    if missing:
        sys.exit(f"no line in RECIPES for, or no command: {', '.join(sorted(missing))}")
    os.environ["SOURCE_DATE_EPOCH"] = TODAY_EPOCH
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        os.environ.pop(name, None)
    counts: Counter[str] = Counter()
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        make_base(base)
        for number, (name, recipe, place, kind) in enumerate(cases()):
            if asked.every and number % asked.every == 0:
                look(base, Path(folder) / "case", name, recipe, place, kind, counts, told)
        if asked.disks:
            disks(base, Path(folder) / "disk", counts, told)
    print(f"foreign.commands {len(RECIPES)} commands")
    for what in ("cases", "things", "changed", "hung", "defects", "refused", "done"):
        print(f"foreign.{what} {counts[what]} -")
    for what in ("full", "readonly"):
        print(f"foreign.{what} {counts[what] or 'skipped: no disk could be mounted'} -")
    for line in told[:30]:
        print(line, file=sys.stderr)
    sys.exit(1 if counts["changed"] or counts["hung"] or counts["defects"] else 0)


def cases() -> Iterator[tuple[str, Recipe, str, Callable[[Case, Path], None]]]:
    """Yield every case."""
    for name, recipes in RECIPES.items():
        for recipe in recipes:
            for place in recipe.folders:
                for kind in KINDS:
                    yield name, recipe, place, kind


def commands(
    group: click.Group = proofolio, prefix: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that there is."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def look(
    base: Path,
    home: Path,
    name: str,
    recipe: Recipe,
    place: str,
    kind: Callable[[Case, Path], None],
    counts: Counter[str],
    told: list[str],
) -> None:
    """Run one case."""
    shutil.copytree(base, home, symlinks=True)
    case = Case(home=home)
    recipe.prepare(case.root)
    folder = Path(os.path.normpath(case.root / place))
    folder.mkdir(parents=True, exist_ok=True)
    kind(case, folder)
    if case.planted:
        before = foreign(case)
        code, said = run(recipe.argv, case.root)
        judge(
            f"{name} in {place or '.'}/ among {kind.__name__}",
            code,
            said,
            before,
            foreign(case, before),
            recipe,
            counts,
            told,
        )
        counts["things"] += len(case.planted)
    shutil.rmtree(home)


def judge(
    what: str,
    code: int,
    said: str,
    before: dict[str, str],
    after: dict[str, str],
    recipe: Recipe,
    counts: Counter[str],
    told: list[str],
) -> None:
    """Count how a case ended."""
    counts["cases"] += 1
    changed = [
        path
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
        and path not in {f"portfolio/{it}" for it in recipe.may_change}
    ]
    counts["changed"] += len(changed)
    counts["hung"] += code == -signal.SIGALRM
    counts["defects"] += code == 1 or "Traceback" in said
    counts["done" if code in {0, 6, interrupts.EXIT_CODE} else "refused"] += 1
    if changed or code in {1, -signal.SIGALRM} or "Traceback" in said:
        told.append(f"{what}: exit code {code}, changed: {', '.join(changed[:5])}\n{said[-1500:]}")


def foreign(case: Case, known: dict[str, str] | None = None) -> dict[str, str]:
    """Return path → what is there, of everything that is not ours.

    Args:
        case: before a command ran, or after.
        known: what was there before; in the portfolio nothing else is looked at, for commands write there.
    """
    found = {}
    for parent, folders, names in os.walk(case.home):
        for name in [*names, *(it for it in folders if Path(parent, it).is_symlink())]:
            path = Path(parent, name)
            shown = path.relative_to(case.home).as_posix()
            is_ours = shown.startswith(
                ("portfolio/.proofolio", "portfolio/site/", "portfolio/.git/", "outside/web/")
            )
            if known is not None and not shown.startswith("outside/"):
                is_foreign = shown in known
            else:
                is_foreign = not is_ours or path in case.planted
            if is_foreign or (known is not None and shown in known):
                found[shown] = described(path)
    return found


def described(path: Path) -> str:
    """Return what tells one thing from another: kind, permissions, time, content or target."""
    seen = path.lstat()
    if stat.S_ISLNK(seen.st_mode):
        what = f"-> {path.readlink()}"
    elif stat.S_ISREG(seen.st_mode):
        what = hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        what = ""
    return f"{seen.st_mode:o} {seen.st_mtime_ns} {what}"


def run(argv: tuple[str, ...], root: Path) -> tuple[int, str]:
    """Run a command in a process that is forked off this one, where everything is loaded already."""
    output = root.parent / ".said"
    process = os.fork()
    if process == 0:
        in_child(argv, root, output)
    if argv[0] == "serve":
        stop_serving(process, output)
    _, status = os.waitpid(process, 0)
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    said = output.read_text("utf-8", "replace")
    output.unlink()
    return code, said


def in_child(argv: tuple[str, ...], root: Path, output: Path) -> None:
    """Be a command."""
    try:
        os.setsid()
        signal.alarm(LONGEST_S)
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(handle, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(root)
        # As on the computer that began the portfolio: what it would run is agreed to.
        with suppress(ProofolioError, OSError):
            trust.remember(Path("mkdocs.yml").absolute(), begun=True)
        sys.argv = ["proofolio", *argv]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        interrupts.begin()
        cli.main()
    except SystemExit as stop:
        sys.stdout.flush()
        os._exit(int(stop.code or 0))
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def stop_serving(process: int, output: Path) -> None:
    """Press Ctrl-C once the site is served, unless the command ends before."""
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        with suppress(OSError):
            if "Open http" in output.read_text("utf-8", "replace"):
                os.kill(process, signal.SIGINT)
                return
        os.sched_yield()


def disks(base: Path, home: Path, counts: Counter[str], told: list[str]) -> None:
    """Run every command on a disk that is full, and on one that is read-only, as far as one can be mounted."""
    for what in ("full", "readonly"):
        for name, recipes in RECIPES.items():
            for recipe in recipes:
                home.mkdir()
                if not mounted(home):
                    home.rmdir()
                    return
                try:
                    on_disk(what, base, Case(home=home / "it"), name, recipe, counts, told)
                finally:
                    subprocess.run(["umount", "-l", home], check=True)
                    home.rmdir()


def mounted(home: Path) -> bool:
    """Mount a small disk."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", home],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def on_disk(
    what: str,
    base: Path,
    case: Case,
    name: str,
    recipe: Recipe,
    counts: Counter[str],
    told: list[str],
) -> None:
    """Run one command on a full or read-only disk, and, where it is full, once more when there is room."""
    shutil.copytree(base, case.home, symlinks=True)
    recipe.prepare(case.root)
    if name != "publish":
        # Something to write. What was published is remembered by its place, and this is a copy.
        (case.root / "about.md").write_text("Other words.\n")
    before = foreign(case)
    filler = case.home.parent / "filler"
    if what == "full":
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"\0" * 4096):
                pass
    else:
        subprocess.run(["mount", "-o", "remount,ro", case.home.parent], check=True)
    code, said = run_elsewhere(recipe.argv, case.root)
    judge(
        f"{name} on a {what} disk", code, said, before, foreign(case, before), recipe, counts, told
    )
    counts[what] += 1
    if what == "full" and code == 5:
        filler.unlink()
        again, said = run_elsewhere(recipe.argv, case.root)
        if again not in {0, 6}:
            counts["defects"] += 1
            told.append(f"{name}, once there is room again: exit code {again}\n{said[-1500:]}")


def run_elsewhere(argv: tuple[str, ...], root: Path) -> tuple[int, str]:
    """Run a command whose output goes to another disk."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "said"
        process = os.fork()
        if process == 0:
            in_child(argv, root, output)
        if argv[0] == "serve":
            stop_serving(process, output)
        _, status = os.waitpid(process, 0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return code, output.read_text("utf-8", "replace")


def make_base(base: Path) -> None:
    """Make a portfolio of one notebook and one post, pulled, built, previewed and published to a folder."""
    root, outside = base / "portfolio", base / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "kept.md").write_text("# Outside\n\nonly copy\n")
    (outside / "hop.md").symlink_to("kept.md")
    (outside / "folder/kept.txt").write_text("only copy")
    root.mkdir()
    git = ("git", "-C", str(root))
    for argv in (("init", "--github", "sample-learner"),):
        expect(argv, root)
    (root / "portfolio.yml").write_text("folders: [work]\n")
    (root / "resume.yml").write_text("basics:\n  name: Sample Learner\n")
    (root / "about.md").write_text("By hand.\n")
    (root / "job.txt").write_text("We look for Python and pandas.\n")
    (root / "theirs.json").write_text(json.dumps({"basics": {"name": "Sample Learner"}}))
    config = root / "mkdocs.yml"
    text = (
        config.read_text()
        .replace("# site_url:", "site_url:")
        .replace("  name: material", "  name: material\n  custom_dir: overrides")
    )
    config.write_text(text)
    for name in ("work", "overrides", "fonts", "images", "shares", "resumes", "codes"):
        (root / name).mkdir()
        (root / name / "own.txt").write_text("by hand")
    (root / POST).write_text("# Words\n\nBy hand.\n")
    cell = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": "import pandas",
        "outputs": [],
    }
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (root / "work/a.ipynb").write_text(json.dumps(notebook))
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run(["git", "init", "--quiet", "--bare", base / "remote.git"], check=True)
    subprocess.run([*git, "remote", "add", "origin", "../remote.git"], check=True)
    for argv in (
        ("sync",),
        ("build",),
        ("serve", "--port", "0"),
        ("publish", "--no-sync", "--to", "../outside/web"),
        ("publish", "--setup"),
    ):
        expect(argv, root)


def expect(argv: tuple[str, ...], root: Path) -> None:
    """Run a command that has to succeed.

    Raises:
        SystemExit: it does not.
    """
    code, said = run(argv, root)
    if code not in {0, 6, interrupts.EXIT_CODE}:
        sys.exit(f"{' '.join(argv)}: exit code {code}\n{said}")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--every", type=int, default=1, help="run one case in so many (all); 0: none"
    )
    parser.add_argument(
        "--no-disks", dest="disks", action="store_false", help="mount no small disks"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
