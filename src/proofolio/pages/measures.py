"""What a measure means, for who is no specialist: `ROC-AUC` in plain words."""

import re
from collections.abc import Iterable

from proofolio.language import gettext as _
from proofolio.model.portfolio import Project

_NAMES = re.compile(
    r"(?P<auc>(?:roc[\s-]?)?auc\b(?:[\s-]roc)?|auroc)|(?P<f1>\bf1\b)|(?P<r2>r\N{SUPERSCRIPT TWO}|\br2\b|r-squared)|(?P<rmse>\brmse\b)"
    r"|(?P<mae>\bmae\b)|(?P<mape>\bmape\b)|(?P<recall>\brecall\b)|(?P<precision>\bprecision\b)|(?P<silhouette>\bsilhouette\b)|(?P<iou>\bm?iou\b)"
    r"|(?P<plain>\b(?:accuracy|exactitud|acur[áa]cia)\b)",
    re.IGNORECASE,
)


def gloss(said: str) -> str:
    """Say what the first measure of a text means; empty when it needs no words, or there is none."""
    match = _NAMES.search(said)
    words = {
        "auc": _("how well it tells the two apart: 0.5 is guessing, 1 is perfect"),
        "f1": _("what is found, weighed against false alarms: 1 is perfect"),
        "r2": _("the part of the differences that it explains: 1 is all of it"),
        "rmse": _("its typical error, large ones counted more"),
        "mae": _("its average error"),
        "mape": _("its average error, in per cent"),
        "recall": _("the part of the cases that it finds"),
        "precision": _("the part of its alarms that are right"),
        "silhouette": _("how clearly the groups are apart: 1 is perfect"),
        "iou": _("how far what it outlines agrees: 1 is perfect"),
    }
    return words.get(match.lastgroup or "", "") if match else ""


def glosses(projects: Iterable[Project]) -> dict[str, str]:
    """Return the words for the measures that cards name: slug → words, each said once on a page."""
    found: dict[str, str] = {}
    for project in projects:
        first = project.results[0] if project.results else None
        proven = bool(first and first.url)
        words = gloss(
            project.outcome if project.outcome and not proven else first.label if first else ""
        )
        if words and words not in found.values():
            found[project.slug] = words
    return found
