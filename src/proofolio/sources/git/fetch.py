"""The files of one repository at one commit.

No work tree is ever written. The trees are fetched without the files' contents, then the wanted
contents in one further request, as git itself fetches what a partial clone lacks
(https://git-scm.com/docs/partial-clone), and they are read with `git cat-file`. So no hook,
filter, symlink, submodule or odd path of a repository can act on this computer.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from proofolio.model.records import FileRecord, Put, SkippedFile
from proofolio.sources.git.files import MAX_FILES, is_only_searched
from proofolio.sources.git.history import LOG, History, cut, read_history
from proofolio.sources.git.searched import MAX_SEARCHED_BYTES
from proofolio.sources.git.session import Limits, Remote, Session
from proofolio.sources.paths import safe_paths
from proofolio.sources.unreadable import UnreadableError, Why, not_git, size_in_words

__all__ = ["Checkout", "Limits", "Remote", "fetch_files", "list_refs", "locate"]

Choose = Callable[[Collection[str]], Sequence[str]]
"""The wanted ones of all paths, most wanted first."""

Follow = Callable[[str, bytes], Iterable[str]]
"""Further paths that a file, given with its bytes, asks for."""

_REDIRECTED = re.compile(r"^warning: redirecting to (\S+)$", re.MULTILINE)
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


Spare = Callable[[Collection[str]], Iterable[str]]
"""Further paths that are worth having, of all; asked after the wanted files were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What was read of a repository."""

    files: tuple[FileRecord, ...]
    """Sorted by path."""
    skipped: tuple[SkippedFile, ...]
    """Sorted by path."""
    history: History
    spare: tuple[FileRecord, ...] = ()
    """What `spare` named; sorted by path."""


def fetch_files(
    remote: Remote,
    ref: str = "HEAD",
    *,
    choose: Choose,
    follow: Follow,
    put: Put,
    limits: Limits,
    max_commits: int = 1,
    spare: Spare = lambda _: (),
) -> Checkout:
    """Read the wanted files of a repository at one commit.

    Args:
        remote: where from.
        ref: a branch, a tag, or a commit of 40 hexadecimal digits.
        choose: which files to read.
        follow: which further files the ones that were read ask for; read in a second step.
        put: keeps the bytes of a file.
        limits: how much to read at most.
        max_commits: how many generations of the history to read.
        spare: which files to read besides, if they fit; in the second step, too.

    Raises:
        UnreadableError: it cannot be read; says why.
        SystemProblemError: git is missing or too old, or there is no space.
    """
    with Session(remote, limits) as session:
        _fetch(session, ref, max_commits)
        tree, names, skipped = _tree(session, choose)
        wanted = list(choose(tree))
        reader = _Reader(session, tree, put, limits)
        asked_for = reader.read(wanted[:MAX_FILES], follow)
        if rest := wanted[MAX_FILES:]:
            reason = f"the first of {len(rest):,} files over the limit of {MAX_FILES:,}"
            skipped.append(SkippedFile(path=rest[0], reason=reason))
        pictures = sorted((asked_for & tree.keys()) - set(wanted))
        besides = sorted((set(spare(tree)) & tree.keys()) - {*wanted, *pictures})
        try:
            reader.read([*pictures[:MAX_FILES], *besides], lambda _path, _data: ())
        except UnreadableError as error:
            if error.why is not Why.TOO_LARGE:
                raise
            skipped += [SkippedFile(path=path, reason=error.message) for path in pictures]
        printed = session.local(*LOG, "FETCH_HEAD")
        with printed.open("rb") as stream:
            paths = [names[file.path] for file in reader.files]
            history = read_history(cut(stream), paths=paths, depth=max_commits)
    skipped += [file for file in reader.skipped if file.path not in besides]
    read = sorted(reader.files, key=lambda file: file.path)
    return Checkout(
        files=tuple(file for file in read if file.path not in besides),
        spare=tuple(file for file in read if file.path in besides),
        skipped=tuple(sorted(skipped, key=lambda file: (file.path, file.reason))),
        history=history,
    )


def _fetch(session: Session, ref: str, max_commits: int) -> None:
    try:
        session.network(
            "fetch", "--quiet", f"--depth={max_commits}", "--filter=blob:none", "--no-tags", "--",
            "origin", ref,
        )  # fmt: skip
    except UnreadableError as error:
        if error.why is Why.NO_REF and not session.answers_as_git():
            raise not_git() from error
        raise


def list_refs(remote: Remote, limits: Limits) -> Mapping[str, str]:
    """Names of the branches and tags of a repository → the object that each stands for.

    Raises:
        UnreadableError: it cannot be read; says why.
        SystemProblemError: git is missing or too old, or there is no space.
    """
    with Session(remote, limits) as session:
        printed = session.network("ls-remote", "--quiet", "--refs", "--heads", "--tags", "origin")
        lines = printed.read_text("utf-8", "replace").splitlines()
    refs: dict[str, str] = {}
    for line in lines:
        commit, _, name = line.partition("\t")
        # A branch comes before a tag of the same name, as on GitHub.
        refs.setdefault(re.sub(r"^refs/(heads|tags)/", "", name), commit)
    return refs


def locate(remote: Remote, limits: Limits) -> tuple[str, str]:
    """Return where the server has a repository now, and its last commit.

    The address is another one after a rename or transfer. The commit is empty when there is none.

    Raises:
        UnreadableError: it cannot be read; says why.
        SystemProblemError: git is missing or too old, or there is no space.
    """
    with Session(remote, limits) as session:
        printed = session.network("ls-remote", "origin", "HEAD")
        commit, _, _ = printed.read_text("utf-8", "replace").partition("\t")
        said = printed.with_suffix(".err").read_text("utf-8", "replace")
    moved = _REDIRECTED.search(said)
    address = (moved[1] if moved else remote.url).rstrip("/").removesuffix(".git")
    return address, commit


def _tree(
    session: Session, choose: Choose
) -> tuple[dict[str, str], Mapping[str, bytes], list[SkippedFile]]:
    """Path → object and path → name of each plain file, and what was wanted but is none."""
    printed = session.local("ls-tree", "-r", "-z", "--full-tree", "FETCH_HEAD").read_bytes()
    plain: dict[bytes, str] = {}
    odd: dict[bytes, str] = {}
    for line in printed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        if mode == b"120000":
            odd[name] = "a symbolic link"
        elif mode == b"160000":
            odd[name] = "a submodule, which is a repository of its own"
        elif mode:
            plain[name] = rest.split(b" ")[1].decode("ascii")
    paths, refused = safe_paths(plain)
    odd_paths, _ = safe_paths(odd)
    missed = [
        *(SkippedFile(path=path, reason=odd[name]) for path, name in odd_paths.items()),
        *refused,
    ]
    wanted = set(choose([file.path for file in missed]))
    skipped = [
        file for file in missed if file.path in wanted or file.reason.startswith("a submodule")
    ]
    return {path: plain[name] for path, name in paths.items()}, paths, skipped


class _Reader:
    """Reads contents in batches, within what is left of the limits."""

    def __init__(self, session: Session, tree: Mapping[str, str], put: Put, limits: Limits) -> None:
        self.files: list[FileRecord] = []
        self.skipped: list[SkippedFile] = []
        self._session = session
        self._tree = tree
        self._put = put
        self._limits = limits
        self._left_bytes = limits.max_repo_bytes

    def read(self, paths: Collection[str], follow: Follow) -> set[str]:
        """Fetch and keep these files; returns what `follow` says of them."""
        if not paths:
            return set()
        objects = "".join(f"{self._tree[path]}\n" for path in paths).encode()
        self._session.network(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none",
            "--stdin", "origin", given=objects,
        )  # fmt: skip
        sizes = self._sizes(objects)
        fitting = [path for path in paths if self._fits(path, sizes[self._tree[path]])]
        printed = self._session.local(
            "cat-file", "--batch",
            given="".join(f"{self._tree[path]}\n" for path in fitting).encode(),
        )  # fmt: skip
        asked_for: set[str] = set()
        try:
            self._keep(fitting, printed, lambda path, data: asked_for.update(follow(path, data)))
        finally:
            printed.unlink()
        return asked_for

    def _sizes(self, objects: bytes) -> dict[str, int]:
        """Object → its size in bytes; a header is read, so a bomb stays folded."""
        printed = self._session.local("cat-file", "--batch-check", given=objects)
        lines = (line.split() for line in printed.read_text("ascii").splitlines())
        return {line[0]: int(line[2]) for line in lines if line[1] == "blob"}

    def _fits(self, path: str, size_bytes: int) -> bool:
        if size_bytes > self._limits.max_file_bytes:
            reason = f"larger than {size_in_words(self._limits.max_file_bytes)}"
        elif size_bytes > MAX_SEARCHED_BYTES and is_only_searched(path):
            reason = f"over {size_in_words(MAX_SEARCHED_BYTES)}, so not searched for secrets"
        elif size_bytes > self._left_bytes:
            reason = f"there is more than {size_in_words(self._limits.max_repo_bytes)} to read"
        else:
            self._left_bytes -= size_bytes
            return True
        self.skipped.append(SkippedFile(path=path, reason=reason))
        return False

    def _keep(
        self, paths: Iterable[str], printed: Path, look: Callable[[str, bytes], None]
    ) -> None:
        with printed.open("rb") as stream:
            for path in paths:
                size_bytes = int(stream.readline().split()[2])
                data = stream.read(size_bytes)
                stream.read(1)
                if data.startswith(_LFS_POINTER):
                    self.skipped.append(SkippedFile(path=path, reason="stored in Git LFS"))
                    continue
                blob = self._put(data)
                self.files.append(FileRecord(path=path, blob=blob, size_bytes=size_bytes))
                look(path, data)
