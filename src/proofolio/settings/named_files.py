"""Settings files whose names are parts of addresses: `resumes/data-engineer.yml`."""

import re
from collections.abc import Iterator
from pathlib import Path

from proofolio.boundary import files_in
from proofolio.errors import Place, Problem

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(name: str) -> bool:
    """Tell whether a name can be a part of an address: `data-engineer`."""
    return len(name) <= 60 and _SLUG.fullmatch(name) is not None


def named_files(
    root: Path, folder: str, problems: list[Problem]
) -> Iterator[tuple[str, Path, str]]:
    """Yield name, path and what to call each YAML file in a folder, by name.

    Args:
        root: the portfolio's folder.
        folder: in it; need not exist.
        problems: told of files that cannot be taken.
    """
    home = root / folder
    found = files_in(root, folder)
    problems.extend(found.problems)
    for path in found.files:
        shown = f"{folder}/{path.name}"
        if path.parent != home or path.suffix not in {".yml", ".yaml"}:
            continue
        if not is_slug(path.stem):
            problems.append(
                Problem(
                    message=f"`{path.stem}` cannot be a part of an address.",
                    hint="Name the file with small letters, digits and hyphens: `data-engineer.yml`.",
                    where=Place(path=shown),
                )
            )
        elif path.suffix == ".yaml" and path.with_suffix(".yml").exists():
            problems.append(
                Problem(
                    message=f"There are two: {folder}/{path.stem}.yml and {shown}.",
                    hint="Keep the one that you edit, and move the other away.",
                    where=Place(path=shown),
                )
            )
        else:
            yield path.stem, path, shown
