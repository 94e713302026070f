"""Pictures that the engine copied as they were: beside posts, in overrides, named in `mkdocs.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from proofolio.content.fitted import FittedPictures
from proofolio.content.images import SERVED
from proofolio.errors import Place, Problem
from proofolio.model.records import Get
from proofolio.site.tree import File


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPictures:
    """Cleans such pictures on their way to the site, and tells which had to be left out."""

    fitted: FittedPictures
    get: Get
    sources: Mapping[str, str]
    """Path on the site → the author's file, where it is known."""
    problems: list[Problem] = field(default_factory=list)

    def file(self, path: str, file: File) -> File | None:
        """Return a file of the site as visitors may get it; None for a picture that they may not."""
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in SERVED:
            return file
        found = self.fitted.file(file.digest, suffix, file.read)
        if not found.unfit:
            return File(digest=found.blob, read=partial(self.get, found.blob))
        self.problems.append(
            Problem(
                message=f"The picture {found.unfit}, and was left out.",
                hint="Save it anew as JPEG, PNG or WebP.",
                where=Place(path=self.sources.get(path, f"site/{path}")),
            )
        )
        return None
