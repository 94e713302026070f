"""Sync: pull everything that the settings name, and keep it as the new snapshot."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.boundary import check_kept
from proofolio.errors import InputError, Place, ProofolioError, SourceError, SystemProblemError
from proofolio.model.records import Event, Failure, Get, Report
from proofolio.model.snapshot import SourceResult
from proofolio.model.sync_request import PullContext, SyncRequest
from proofolio.plugins import PluginError, failed
from proofolio.usecases.synced import Pulled, Synced, compare, join
from proofolio.usecases.workspace import Folders

if TYPE_CHECKING:
    from proofolio.settings import Settings
    from proofolio.sources.registry import Chosen, Unusable


def sync(root: Path, report: Report, *, fresh: bool = False, wait_s: float = 60) -> Synced:
    """Pull everything that the settings name; the manifest moves last.

    A source that cannot be read keeps what it brought last, and costs the others nothing.

    Args:
        root: the portfolio's folder.
        report: told of each step.
        fresh: read everything again; the last snapshot is what to fall back on.
        wait_s: how long servers that ask to slow down are waited for, in all.

    Raises:
        ProofolioError: nothing could be pulled; the last good snapshot stands.
    """
    from proofolio import settings as user_settings
    from proofolio.sources.registry import Chosen, chosen

    folders = Folders(root)
    check_kept(root)
    store = folders.snapshot
    settings = user_settings.load(root)
    request = _request(settings, fresh=fresh, wait_s=wait_s, scratch=store.scratch)
    with store.lock():
        previous = store.read_whole(tolerant=fresh)
        known = {part.name: part for part in previous.sources} if previous else {}
        pulled: list[Pulled] = []
        for source in chosen(settings):
            name = source.plugin.name
            context = PullContext(
                request=request,
                previous=store.checkpoints.over(known.get(name), name, store.objects),
                put=store.objects.put,
                report=report,
                checkpoint=partial(store.checkpoints.keep, name),
            )
            one = (
                _pull(source, context)
                if isinstance(source, Chosen)
                else _not_pulled(source, context)
            )
            request = replace(request, wait_s=max(0.0, request.wait_s - one.result.waited_s))
            pulled.append(one)
        _raise_if_nothing(pulled)
        snapshot = join(pulled)
        store.write(snapshot)
        store.checkpoints.forget()
        # A build that runs now read this manifest or the one before.
        store.collect(previous, snapshot)
    done = compare(previous, snapshot, pulled)
    return replace(
        done,
        advice=(*done.advice, *_several_in_one(done, settings, store.objects.get)),
    )


def _not_pulled(chosen: "Unusable", context: PullContext) -> Pulled:
    name, last = chosen.plugin.name, context.previous
    context.report(Event(kind="failed", subject=name, detail=chosen.fault.problems[0].message))
    return Pulled(
        source=name,
        label=last.label if last else "",
        previous=last,
        result=SourceResult(failures=tuple(_failures(name, chosen.fault))),
        fault=chosen.fault,
    )


def _pull(chosen: "Chosen", context: PullContext) -> Pulled:
    """Pull one source; what it cannot do is its own affair."""
    source, previous = chosen.source, context.previous
    try:
        result = source.pull(chosen.options, context)
    except SystemProblemError:
        raise
    except ProofolioError as error:
        fault = error
    except Exception as error:
        if chosen.plugin.is_built_in:
            raise
        fault = failed(chosen.plugin, error)
    else:
        return Pulled(source=source.name, label=_label(chosen), previous=previous, result=result)
    context.report(Event(kind="failed", subject=source.label, detail=fault.problems[0].message))
    return Pulled(
        source=source.name,
        label=_label(chosen),
        previous=previous,
        result=SourceResult(failures=tuple(_failures(source.label, fault))),
        fault=fault,
    )


def _label(chosen: "Chosen") -> str:
    return chosen.source.label if chosen.source.is_credited else ""


def _failures(label: str, fault: ProofolioError) -> Iterator[Failure]:
    for problem in fault.problems:
        yield Failure(subject=label, message=problem.message, hint=problem.hint)


def _raise_if_nothing(pulled: Iterable[Pulled]) -> None:
    """Let the last good snapshot stand when no source could be read."""
    faults = [one.fault for one in pulled]
    if not faults:
        raise InputError(
            "Nothing says where your work is.",
            "Add a line `github: YOUR-NAME`, or links below `colab:`.",
            Place(path="portfolio.yml", line=1),
        )
    first = faults[0]
    if first is not None and all(faults):
        # A plug-in that fails has read nothing, whatever it raised.
        kind = SourceError if isinstance(first, PluginError) else type(first)
        if len(faults) == 1 and kind is type(first):
            raise first
        raise kind(problems=tuple(p for fault in faults if fault for p in fault.problems))


def _several_in_one(done: Synced, settings: "Settings", get: Get) -> Iterator[str]:
    """Tell of repositories that are new or changed and hold more than one thing."""
    names = {*done.new, *done.changed}
    if names:
        from proofolio.assemble import collected

        yield from collected.notices(done.snapshot, names, settings, get)


def _request(settings: "Settings", *, fresh: bool, wait_s: float, scratch: Path) -> SyncRequest:
    asked = settings.portfolio
    return SyncRequest(
        root=settings.root,
        include=asked.include,
        exclude=asked.exclude,
        pin=asked.pin,
        fresh=fresh,
        wait_s=wait_s,
        scratch=scratch,
        max_file_bytes=round(asked.limits.file_mb * 1_000_000),
        max_repo_bytes=round(asked.limits.repository_mb * 1_000_000),
    )
