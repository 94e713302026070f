"""Grade: would the notebooks that were pulled run in a fresh Colab?"""

from collections.abc import Callable
from pathlib import Path

from proofolio.errors import Place, SystemProblemError
from proofolio.model.runnable import Checked
from proofolio.usecases.workspace import Folders


def grade_notebooks(root: Path, *, on_done: Callable[[int, int], None]) -> tuple[Checked, ...]:
    """Grade the notebooks that were pulled last: would each run in a fresh Colab?

    Raises:
        ProofolioError: nothing was pulled yet, or the snapshot is damaged.
    """
    from proofolio.assemble.grades import grade_all
    from proofolio.notebook_cache.cache import NotebookCache

    store = Folders(root).snapshot
    kept = NotebookCache(objects=store.objects, cache=Folders(root).cache)
    snapshot = store.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first, or name notebooks: `proofolio check PATH`.",
            Place(path=str(root)),
        )
    return grade_all(snapshot, get=store.objects.get, kept=kept.examination, on_done=on_done)
