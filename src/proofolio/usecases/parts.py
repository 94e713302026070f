"""A fault in one part of a site costs that part, and is named; the rest is built."""

import errno
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from proofolio.errors import InputError, Place, Problem, ProofolioError, SystemProblemError
from proofolio.plugins import Plugin, PluginError, failed
from proofolio.resume.legible import font_problems, written_in
from proofolio.site.paths import is_fit

T = TypeVar("T")
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)

_OWN = (
    "resume.yml",
    "resume.json",
    "portfolio.yml",
    "resumes/*.yml",
    "projects/*.md",
    "curriculum.yml",
    "posts/*.md",
)
"""Files that the words of a résumé and of cards may stand in, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one build, made one by one."""

    problems: list[Problem] = field(default_factory=list)

    def make(self, what: str, make: Callable[[], T], *, otherwise: T) -> T:
        """Return a part, or what stands in its place when it cannot be made.

        Args:
            what: to call it in a message, in the plural: 'the feeds'.
            make: makes it.
            otherwise: what stands in its place.

        Raises:
            SystemProblemError: the disk, which the other parts need, too.
            OSError: the same.
        """
        try:
            return make()
        except (SystemProblemError, OSError):
            raise
        except ProofolioError as error:
            self.problems.extend(error.problems)
        except Exception as error:  # noqa: BLE001  what we stumble over in one part must not stop the others
            last = traceback.extract_tb(error.__traceback__)[-1]
            self.problems.append(
                Problem(
                    message=f"Proofolio stumbled over {what}, which are left out: {type(error).__name__} in "
                    f"{Path(last.filename).name}, line {last.lineno}.",
                    hint="Please report this.",
                )
            )
        return otherwise

    def of_plugin(self, plugin: Plugin, make: Callable[[Plugin], T], *, otherwise: T) -> T:
        """Return what a plug-in makes, or what stands in its place; whatever it raises is named as its fault.

        Args:
            plugin: whose part it is.
            make: makes it, given the plug-in.
            otherwise: what stands in its place.

        Raises:
            SystemProblemError: the disk, which the other parts need, too.
            OSError: the same.
        """
        try:
            return make(plugin)
        except PluginError as error:
            self.problems.extend(error.problems)
        except SystemProblemError:
            raise
        except ProofolioError as error:
            if plugin.is_built_in:
                self.problems.extend(error.problems)
            else:
                self.problems.extend(failed(plugin, error).problems)
        except OSError as error:
            if error.errno in _OF_THE_DISK:
                raise
            self.problems.extend(failed(plugin, error).problems)
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever it raises, the rest is built
            self.problems.extend(failed(plugin, error).problems)
        return otherwise

    def that_fit(self, copies: Mapping[str, Path], root: Path) -> dict[str, Path]:
        """Return the files that every computer can hold beside each other; the others are named.

        Args:
            copies: path in the docs tree → the learner's file.
            root: the portfolio's folder.
        """
        found: dict[str, Path] = {}
        taken: dict[str, str] = {}
        for path, source in copies.items():
            shown = source.relative_to(root).as_posix() if source.is_relative_to(root) else path
            other = taken.setdefault(path.casefold(), shown)
            if is_fit(path) and other == shown:
                found[path] = source
                continue
            message = (
                "This name cannot be a file's on every computer; the file is left out."
                if other == shown
                else f"On many computers this name is the same as {other}; the file is left out."
            )
            self.problems.append(
                Problem(
                    message=message,
                    hint="Rename it: letters, digits, `-`, `_` and `.` are safe.",
                    where=Place(path=shown),
                )
            )
        return found


def without_font(
    in_pdf: Iterable[str], on_cards: Mapping[str, str], root: Path
) -> tuple[Problem, ...]:
    """Tell once which characters no font here has, and where they were written.

    Args:
        in_pdf: those that the résumé's PDF was set without.
        on_cards: those that pictures for sharing were drawn without → page of the first of these.
        root: the portfolio's folder.
    """
    of_pdf = frozenset(in_pdf)
    own = written_in(root, _OWN)

    def where(character: str) -> Place | None:
        page = on_cards.get(character)
        return own(character) or (Place(path=page or "portfolio.yml") if page is not None else None)

    what = "the résumé's PDF and of pictures for sharing" if of_pdf else "pictures for sharing"
    return tuple(font_problems(of_pdf | set(on_cards), where=where, what=what))


def faulty_posts(error: InputError, known: Iterable[str]) -> frozenset[str]:
    """Return the posts that the engine could not take, by their paths in the portfolio's folder."""
    named = {problem.where.path for problem in error.problems if problem.where}
    return frozenset(path for path in known if path in named or f"{path}.md" in named)
