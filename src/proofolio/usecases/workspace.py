"""The portfolio's folder: what the learner wrote, and where what can be made again is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from proofolio.boundary import check_kept, files_in
from proofolio.errors import Place, SystemProblemError
from proofolio.model.page import MARKDOWN
from proofolio.model.records import FileRecord, Put
from proofolio.site.foreign import check_begin, check_no_link
from proofolio.store import SnapshotStore
from proofolio.store.files import UNFINISHED, remove_tree, sweep
from proofolio.store.locks import TakenError, locked

LONGEST_BUILD_S = 60
"""How long another build is waited for."""
MAX_PICTURE_BYTES = 20_000_000

OWN_FILES = (
    "portfolio.yml",
    "resume.yml",
    "resume.json",
    "resumes",
    "shares",
    "curriculum.yml",
    "fonts",
    "mkdocs.yml",
    "about.md",
    "authors.yml",
    ".authors.yml",
    "projects",
    "posts",
    "images",
)
"""What a learner writes; `serve` watches it."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a portfolio keeps what can be made again."""

    root: Path
    preview: bool = False
    """Whether for the author's eyes: with drafts, in a folder that nobody publishes by mistake."""

    @property
    def snapshot(self) -> SnapshotStore:
        """What was pulled."""
        return SnapshotStore(self.root / ".proofolio" / "snapshot")

    @property
    def cache(self) -> Path:
        """Notebooks that were converted."""
        return self.root / ".proofolio" / "cache"

    @property
    def docs(self) -> Path:
        """What the engine reads."""
        return self.root / ".proofolio" / "docs"

    @property
    def made(self) -> Path:
        """What the engine made of it."""
        return self.root / ".proofolio" / "made"

    @property
    def ledger(self) -> Path:
        """Which files of the site are ours."""
        return self.root / ".proofolio" / f"{self._kind}-files.json"

    @property
    def card_words(self) -> Path:
        """What stands on the cards, which are pictures."""
        return self.root / ".proofolio" / f"{self._kind}-cards.json"

    @property
    def receipt(self) -> Path:
        """What the site was built from, and what was said of it."""
        name = "previewed.json" if self.preview else "built.json"
        return self.root / ".proofolio" / name

    @contextmanager
    def build_alone(self) -> Iterator[None]:
        """Let no other process build this portfolio meanwhile.

        Raises:
            SystemProblemError: one does, and goes on for longer than is waited.
        """
        try:
            with locked(self.root / ".proofolio" / "build.lock", wait_s=LONGEST_BUILD_S):
                yield
        except TakenError as error:
            raise SystemProblemError(
                "Another build of this portfolio is running.",
                "Wait until it ends, or stop it, then try again.",
                Place(path=str(self.root)),
            ) from error

    def check(self) -> None:
        """Refuse a portfolio where a link leads what we write elsewhere, or where something is in the way.

        Raises:
            InputError: it is so; what is in the way is named.
        """
        check_kept(self.root)
        check_no_link(self.site)
        # What a build that died left half written is ours.
        sweep(self.site, deep=True)
        check_begin(self.site, self.ledger)

    def sweep(self) -> None:
        """Remove what a build that died left over; call it while building alone."""
        for left_over in self.made.parent.glob(f"{UNFINISHED}*"):
            remove_tree(left_over)
        sweep(self.made.parent, deep=False)
        for folder in (self.docs, self.site):
            sweep(folder, deep=True)

    @property
    def site(self) -> Path:
        """What the visitor reads; as a preview, what only its author does."""
        return self.root / ".proofolio" / "preview" if self.preview else self.root / "site"

    @property
    def _kind(self) -> str:
        return "preview" if self.preview else "site"

    @property
    def config(self) -> Path:
        """The engine's configuration."""
        return self.root / "mkdocs.yml"


def pictures(root: Path, put: Put) -> tuple[FileRecord, ...]:
    """Keep the pictures that lie beside own words, so that pages can show them."""
    found = []
    for folder in ("projects", "images"):
        for path in files_in(root, folder).files:
            if path.stat().st_size > MAX_PICTURE_BYTES:
                continue
            if path.suffix.lower() in {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}:
                data = path.read_bytes()
                found.append(
                    FileRecord(
                        path=path.relative_to(root).as_posix(),
                        blob=put(data),
                        size_bytes=len(data),
                    )
                )
    return tuple(found)


def served_beside_posts(root: Path) -> dict[str, str]:
    """Return the path in the portfolio's folder of what lies beside the posts → where the site serves it.

    Material's blog plugin takes `posts/` out of the path.
    """
    return {
        path.removeprefix("log/"): path.replace("/posts/", "/", 1) for path in beside_posts(root)
    }


def beside_posts(root: Path) -> dict[str, Path]:
    """Return what lies beside the posts (pictures, data), to be served beside them."""
    folder = root / "posts"
    return {
        f"log/posts/{path.relative_to(folder).as_posix()}": path
        for path in files_in(root, "posts").files
        if path.suffix.lower() not in {*MARKDOWN, ".ipynb"}
    }
