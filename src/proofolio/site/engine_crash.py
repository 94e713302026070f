"""Finds out which file of the learner's made MkDocs, Material or a plugin stumble."""

from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import jinja2
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from proofolio.errors import InputError, Place, Problem
from proofolio.site import engine_config
from proofolio.site.engine_words import own_path
from proofolio.site.own_files import THEME

_POSTS = "log/posts/"

_POST_HINT = (
    "Something at the top of the post, between the two `---`, is not what Material documents:"
    " squidfunk.github.io/mkdocs-material/plugins/blog."
)
_TEMPLATE_HINT = "Correct the line `template`, or put that template into your `custom_dir`."


def of_crash(error: Exception, config_file: Path) -> Problem:
    """Say what went wrong and where: in an override, in a post, else in `mkdocs.yml`."""
    steps = list(_steps(error))
    raised = f"{type(error).__name__}: {error}"
    template = _template(error, steps, config_file)
    if template and not template[1]:
        return Problem(
            message=f"A template of yours cannot be used: {_reason(error)}.",
            hint="Correct it, or take it out of your `custom_dir`.",
            where=template[0],
        )
    source = _source(steps)
    if source.startswith(_POSTS):
        missing = isinstance(error, jinja2.TemplateNotFound)
        return Problem(
            message=f"This post cannot be built: {_reason(error) if missing else raised}.",
            hint=_TEMPLATE_HINT if missing else _POST_HINT,
            where=Place(path=own_path(source)),
        )
    met = f" The template `{template[1]}` of the theme met it." if template else ""
    return Problem(
        message=f"The engine cannot work with these settings: {_reason(error, raised)}.{met}",
        hint="Compare the last lines that you changed with Material's documentation: squidfunk.github.io/mkdocs-material.",
        where=Place(path=config_file.name),
    )


def is_of_template(error: Exception) -> bool:
    """Tell whether a template is at fault: to Jinja, a missing one is an `OSError` too."""
    return isinstance(error, jinja2.TemplateError)


def _steps(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    """Yield frame and line of each call, the innermost first."""
    found = []
    step = error.__traceback__
    while step:
        found.append((step.tb_frame, step.tb_lineno))
        step = step.tb_next
    yield from reversed(found)


def _reason(error: Exception, raised: str = "") -> str:
    """Return the error's words, without the folders of this computer."""
    if isinstance(error, jinja2.TemplateNotFound):
        name = str(error.name)
        if name.startswith(".icons/"):
            return f"there is no icon `{name.removeprefix('.icons/').removesuffix('.svg')}`"
        return f"there is no template `{name}`"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return raised or f"{type(error).__name__}: {error}"


def _template(
    error: Exception, steps: list[tuple[FrameType, int]], config_file: Path
) -> tuple[Place, str] | None:
    """Return the place of the innermost template, and its name when it is not the learner's."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return _named(Path(error.filename), error.lineno, config_file)
    for frame, line in steps:
        if _is_template(frame):
            return _named(Path(frame.f_code.co_filename), line, config_file)
        reading = frame.f_locals.get("filename") if frame.f_code.co_name == "get_source" else None
        if isinstance(error, UnicodeDecodeError) and isinstance(reading, str):
            return _named(Path(reading), None, config_file)
    return None


def _is_template(frame: FrameType) -> bool:
    """Tell whether Jinja rewrote this frame to show a line of a template."""
    return frame.f_code.co_filename.endswith((".html", ".xml"))


def _named(file: Path, line: int | None, config_file: Path) -> tuple[Place, str]:
    try:
        own = engine_config.custom_dir(config_file)
    except InputError:
        own = None
    path = file.resolve()
    if own and path.is_relative_to(own.resolve()):
        below = path.relative_to(own.resolve()).as_posix()
        folder = (
            own.relative_to(config_file.parent.resolve()) if _is_below(own, config_file) else own
        )
        return Place(path=(folder / below).as_posix(), line=line), ""
    name = path.relative_to(THEME).as_posix() if path.is_relative_to(THEME) else path.name
    return Place(path=config_file.name), name


def _is_below(folder: Path, config_file: Path) -> bool:
    return folder.is_relative_to(config_file.parent.resolve())


def _source(steps: list[tuple[FrameType, int]]) -> str:
    """Return the docs tree's file that was being worked on; empty when there was none."""
    for frame, _ in steps:
        for name in ("page", "post", "file", "self"):
            found: Any = frame.f_locals.get(name)
            if isinstance(found, Page):
                return found.file.src_uri
            if isinstance(found, File):
                return found.src_uri
    return ""
