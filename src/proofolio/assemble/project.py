"""One project: its page, its notebooks and the files that they need."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape

from proofolio.assemble import notebooks, readme
from proofolio.assemble.addresses import colab, outside
from proofolio.assemble.brackets import with_brackets
from proofolio.assemble.choose import cover, source_url, summary, title
from proofolio.assemble.demos import demo
from proofolio.assemble.facts import NO_FACTS, facts
from proofolio.assemble.grades import grade, grade_alone
from proofolio.assemble.headlines import with_own_titles
from proofolio.assemble.inventory import is_notebook, notebook_key
from proofolio.assemble.kind import kind
from proofolio.assemble.links import Origin, relative
from proofolio.assemble.outcome import outcome
from proofolio.assemble.pictures import Gallery, borrowed, gallery
from proofolio.assemble.projects import Plan
from proofolio.assemble.results import Cells, claimed, results
from proofolio.assemble.run import commands
from proofolio.assemble.self_told import tools_named
from proofolio.content.anchors import ids_in
from proofolio.content.fitted import Fit
from proofolio.content.ids import tell_apart
from proofolio.content.links import addresses
from proofolio.content.sanitize import text
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Asset, Facts, Link, Notebook, Picture, Project, SafeHtml
from proofolio.model.records import FileRecord, Get
from proofolio.model.snapshot import Snapshot
from proofolio.model.video import read_video
from proofolio.notebook_cache.converted import ConvertedNotebooks


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyContext:
    """What every part of the work needs to look at."""

    snapshot: Snapshot
    library: ConvertedNotebooks
    own: Mapping[str, str]
    """Own words and posts: path in the portfolio's folder → page."""
    sites: Mapping[str, str]
    """Address of a repository, a folder or a notebook on its host, in lower case → page of this site."""
    pictures: tuple[FileRecord, ...]
    get: Get
    fit: Fit


def build(item: Plan, context: AssemblyContext) -> tuple[Project, list[Asset], list[Problem]]:
    """Return a project, the files that its pages need, and what is wrong with what its author wrote."""
    found = _found(item, context)
    line = summary(item, found.article, found.books)
    known = _facts(item, found.books, context.get)
    cells = Cells(found.books, context.get)
    use, figures, doubts = results(item.words, cells)
    own = own_origin("projects", context, found.beside)
    story, unknown = with_brackets(readme.place(found.story, own, item.path), cells, item.path)
    picture = found.cover
    live = demo(item, found.story.whole, found.article.whole)

    def placed(article: readme.Article) -> SafeHtml:
        return tell_apart(readme.place(article, found.origin, item.path), beside=story)

    project = Project(
        slug=item.slug,
        path=item.path,
        title=title(item, found.story, found.article, found.books),
        summary=line,
        topics=_topics(item, found.article),
        repository=item.repo.full_name if item.repo else None,
        source_url=source_url(item),
        demo_url=live,
        colab_url=_colab_url(found.books),
        links=_links(item),
        story=story,
        readme=readme.without_echo(
            placed(found.article),
            summary=line,
            cover=relative(item.path, picture.path) if picture else "",
        ),
        cover=picture,
        notebooks=found.books,
        facts=known,
        featured=bool(item.words and item.words.front.featured),
        kind=kind(item, known, found.books, live),
        origin=_origin(item),
        results=figures or claimed(f"<p>{_line(item)}</p>{found.article.html}", cells),
        answer=use.get("answer"),
        people=use.get("people"),
        use=item.words.front.use.how if item.words else "",
        commands=commands(item.repo, known, context.get, item.folder),
        video=read_video(item.words.front.video) if item.words else None,
        readme_rest=placed(replace(found.article, html=found.article.rest)),
        folder=item.member.path if item.member and not item.member.is_told else "",
        collection=item.collection,
        outcome=outcome(item.member.line if item.member else "", found.article.html, line),
    )
    return project, found.assets, [*found.problems, *doubts, *_unknown_cells(item, unknown)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a project is told from: README, what its author wrote, notebooks, pictures."""

    article: readme.Article
    """The README."""
    origin: Origin
    """Where its links lead from."""
    story: readme.Article
    """What the author wrote for the site."""
    books: tuple[Notebook, ...]
    beside: Gallery
    """Pictures beside what the author wrote."""
    cover: Picture | None
    assets: list[Asset]
    problems: list[Problem]


def _found(item: Plan, context: AssemblyContext) -> _Found:
    article, folder = _readme(item, context)
    sources = _notebook_sources(item, context)
    files = {*(item.repo.files if item.repo else ()), *_borrowed(item, article, folder, sources)}
    shown = gallery(
        sorted(files, key=lambda file: file.path),
        item.path,
        context.fit,
        context.get,
        repo=item.repo,
    )
    beside = gallery(context.pictures if item.words else (), item.path, context.fit, context.get)
    pages = notebooks.place(sources, item.path)
    by_path = {source.path: source.card.text for source in sources}

    @cache
    def ids(path: str) -> frozenset[str] | None:
        return frozenset(ids_in(context.get(by_path[path]).decode())) if path in by_path else None

    def origin(folder: str) -> Origin:
        return _repository_origin(item, folder, pages, shown, ids, context.sites)

    built = [notebooks.build(source, pages, origin, shown.pictures) for source in sources]
    written = readme.read(item.words.text) if item.words else readme.NOTHING
    books = with_own_titles(sorted((book for book, _ in built), key=lambda book: book.file_name))
    picture, problems = cover(item, shown, beside, books)
    spare = shown.spare_assets.get(picture.path) if picture else None
    return _Found(
        article=article,
        origin=origin(folder),
        story=readme.without_empty_sections(written),
        books=books,
        beside=beside,
        cover=picture,
        assets=[
            *shown.assets,
            *([spare] if spare else ()),
            *beside.assets,
            *(asset for _, found in built for asset in found),
        ],
        problems=problems,
    )


def _links(item: Plan) -> tuple[Link, ...]:
    written = item.words.front.links if item.words else ()
    return tuple(Link(label=link.label, url=link.url) for link in written)


def _borrowed(
    item: Plan, told: readme.Article, folder: str, found: Iterable[notebooks.Source]
) -> Iterator[FileRecord]:
    """Yield the pictures outside of a part's folder that its README and notebooks show."""
    if item.repo and item.whole:
        yield from borrowed(addresses(told.whole), folder, item.repo, item.whole)
        for source in found:
            place = posixpath.dirname(source.path)
            yield from borrowed(source.card.addresses, place, item.repo, item.whole)


def _colab_url(books: tuple[Notebook, ...]) -> str | None:
    """Return the address of the first notebook that should run there, else of the first that opens."""
    ordered = sorted(books, key=lambda book: "Runs in Colab" not in book.praise)
    return next((book.colab_url for book in ordered if book.colab_url), None)


def _topics(item: Plan, told: readme.Article) -> tuple[str, ...]:
    """Return the repository's topics; of what a README alone tells of, the tools that it names."""
    if item.member and item.member.is_told:
        return tuple(text(name, 50) for name in tools_named(told.html))
    return tuple(text(topic, 50) for topic in item.repo.topics) if item.repo else ()


def _line(item: Plan) -> str:
    """What the README of the collection says of a project."""
    return escape(item.member.line) if item.member else ""


def _readme(item: Plan, context: AssemblyContext) -> tuple[readme.Article, str]:
    # A notebook of the root has no README of its own: the root's is the collection's.
    if item.repo is None or (item.member and not item.folder and not item.member.section):
        return readme.NOTHING, ""
    found = readme.read_readme(item.repo, context.get, item.folder)
    if found[0] is readme.NOTHING and item.member and item.member.section:
        start = readme.readme_file(item.whole) if item.whole else None
        told = readme.of_section(item.member.section, item.member.title)
        return told, posixpath.dirname(start.path) if start else ""
    return found


def _origin(item: Plan) -> Link | None:
    line = item.words.front.origin if item.words else None
    return Link(label=line.label, url=line.url) if line else None


def _unknown_cells(item: Plan, unknown: Iterable[str]) -> Iterator[Problem]:
    for reference in dict.fromkeys(unknown) if item.words else ():
        yield Problem(
            message=f"`[{reference}]` is no cell of this project's notebooks.",
            hint="Write the notebook's number and the cell's count, as its page shows them.",
            where=Place(path=item.words.path) if item.words else None,
        )


def _notebook_sources(item: Plan, context: AssemblyContext) -> list[notebooks.Source]:
    cards, examinations = context.library.cards, context.library.examinations
    found = [
        notebooks.Source(
            path=f"{record.name}" if not record.folder else record.key.removeprefix("local:"),
            card=cards[record.key],
            runnability=grade_alone(examinations[record.key], record.key)
            if record.key in examinations and is_notebook(record.name)
            else None,
            date=None,
            colab_url=record.colab_url,
            source_url=record.view_url,
        )
        for record in item.notebooks
        if record.key in cards and not cards[record.key].is_draft
    ]
    repo = item.repo
    for file in repo.files if repo else ():
        key = notebook_key(repo, file.path) if repo else ""
        if repo and key in cards and not cards[key].is_draft:
            found.append(
                notebooks.Source(
                    path=file.path,
                    card=cards[key],
                    runnability=grade(examinations[key], item.whole or repo, file.path)
                    if key in examinations and is_notebook(file.path)
                    else None,
                    date=file.last if item.member and file.last else repo.committed_at.date(),
                    # Colab opens nothing else.
                    colab_url=colab(repo, file.path) if is_notebook(file.path) else None,
                    source_url=outside(repo, file.path),
                )
            )
    return found


def _repository_origin(
    item: Plan,
    folder: str,
    pages: Mapping[str, str],
    shown: Gallery,
    ids: Callable[[str], frozenset[str] | None],
    sites: Mapping[str, str],
) -> Origin:
    repo = item.repo
    here = dict(pages)
    if repo:
        start = readme.readme_file(repo, item.folder)
        here |= {start.path: item.path} if start else {}
        here |= {item.member.path: item.path} if item.member else {"": item.path, ".": item.path}
        here |= {"": item.collection, ".": item.collection} if item.collection else {}
    return Origin(
        folder=folder,
        pages=here,
        files=shown.served(),
        outside=(lambda path: outside(repo, path)) if repo else (lambda _: None),
        repo=item.whole or repo,
        anchors=ids,
        sites=sites,
    )


def own_origin(folder: str, context: AssemblyContext, beside: Gallery) -> Origin:
    """Return how links in own words resolve: to pages, to pictures beside them."""
    return Origin(
        folder=folder,
        pages=context.own,
        files=beside.served(),
        outside=lambda _: None,
        sites=context.sites,
    )


def _facts(item: Plan, books: tuple[Notebook, ...], get: Get) -> Facts:
    if item.member and item.member.is_told:
        # Days and commits are of the README that tells of it.
        return NO_FACTS
    if item.repo:
        return facts(item.repo, (book.language for book in books), get)
    days = [book.date for book in books if book.date]
    return replace(NO_FACTS, updated=max(days, default=None))
