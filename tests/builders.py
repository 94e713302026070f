"""Values for tests: every field has a default, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from proofolio.model.records import FileRecord, RepoRecord
from proofolio.model.snapshot import Snapshot, SourceSnapshot
from proofolio.settings import Settings, Words
from proofolio.settings.files import PortfolioFile, PostFrontMatter, ProjectFrontMatter
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.words import PostWords, ProjectWords
from proofolio.settings.yaml_file import YamlDocument
from proofolio.sources.github.web import addresses_of
from proofolio.store import ObjectStore

DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def a_repo(
    name: str = "iris",
    store: ObjectStore | None = None,
    files: dict[str, bytes] | None = None,
    **changes,
) -> RepoRecord:
    kept = tuple(
        FileRecord(path=path, blob=store.put(data), size_bytes=len(data))
        for path, data in sorted((files or {}).items())
    )
    repo = RepoRecord(
        host_id=f"id-{changes.get('owner', 'sample-learner')}-{name}",
        owner="sample-learner",
        name=name,
        url=(url := f"https://github.com/{changes.get('owner', 'sample-learner')}/{name}"),
        description="",
        homepage="",
        topics=(),
        languages=(),
        licence=None,
        stars=0,
        default_branch="main",
        head_commit="c" * 40,
        created_at=DAY,
        pushed_at=DAY,
        committed_at=DAY,
        is_fork=False,
        is_archived=False,
        is_template=False,
        is_private=False,
        pin_rank=None,
        files=kept,
        skipped=(),
        addresses=addresses_of(
            changes.get("url", url), is_private=changes.get("is_private", False)
        ),
    )
    return replace(repo, **changes)


def a_snapshot(*repos: RepoRecord, **changes) -> Snapshot:
    """What one source brought, as a snapshot."""
    at = changes.pop("synced_at", DAY)
    part = SourceSnapshot(name="github", label="GitHub", synced_at=at, repos=repos)
    return Snapshot(synced_at=at, sources=(replace(part, **changes),))


def project_words(slug: str, text: str = "", **front) -> ProjectWords:
    return ProjectWords(
        slug=slug,
        path=f"projects/{slug}.md",
        front=ProjectFrontMatter(**front),
        text=text,
        lines=YamlDocument(path=f"projects/{slug}.md", value={}, lines={(): 1}),
    )


def post_words(name: str, text: str = "Text.", **front) -> PostWords:
    return PostWords(
        name=name,
        path=f"posts/{name}.md",
        title=front.pop("title", name),
        date=front.pop("date", DAY.date()),
        front=PostFrontMatter(**front),
        extra={},
        lines=YamlDocument(path=f"posts/{name}.md", value={}, lines={(): 1}),
        text=text,
    )


def words(*projects: ProjectWords, posts: tuple[PostWords, ...] = (), about: str = "") -> Words:
    return Words(projects=projects, posts=posts, about=about, problems=())


def settings(root: Path = Path(), **portfolio) -> Settings:
    return Settings(root=root, portfolio=PortfolioFile(**portfolio), resume=ResumeFile())
