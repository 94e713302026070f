"""Figures that a README claims: `ROC-AUC 0.843`, `95.4 % accuracy`, in the owner's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

_TAG: Final = re.compile(r"<[^<>]*>")
_CODE: Final = re.compile(r"<pre\b(?:(?!</pre>).)*+</pre>", re.DOTALL)
_METRICS: Final = {
    "ROC-AUC": r"roc[\s-]?auc(?:[\s-]score)?|auc[\s-]?roc|auroc|area under (?:the )?(?:roc )?curve|(?<![\w-])auc(?:[\s-]score)?",
    "PR-AUC": r"pr[\s-]?auc|auprc|average precision",
    "F1": r"(?:macro |micro |weighted )?f1(?:[\s-]?(?:score|macro|weighted))?",
    "Accuracy": r"accuracy|exactitud|acur[áa]cia|acc\b|pr[ée]cision globale|genauigkeit|准确率|正确率|精度|정확도",
    "Precision": r"precision(?!-first)|precisi[oó]n|precis[aã]o",
    "Recall": r"recall|sensitivity|sensibilidad|revoca[cç][aã]o|召回率|재현율",
    "RMSLE": r"rmsle",
    "RMSE": r"rmse|root mean squared? error",
    "MAE": r"mae\b|mean absolute error",
    "MAPE": r"mape",
    "R²": r"r²|r\^2|r2(?:[\s-]?score)?|r-squared|coefficient of determination",
    "Silhouette": r"silhouette(?: score| coefficient)?",
    "IoU": r"m?iou\b",
    "mAP": r"map@?[\d.:]*(?=\W)",
    "BLEU": r"bleu(?:-\d)?",
    "ROUGE-L": r"rouge-?l",
    "Perplexity": r"perplexity",
    "Log loss": r"log[\s-]?loss",
    "Dice": r"dice(?: score| coefficient)?",
    "Kappa": r"(?:cohen'?s )?kappa",
    "ARI": r"ari\b|adjusted rand index",
}  # fmt: skip
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_LINK: Final = r"(?:\s*\([^()]{1,20}\))?\s*(?:score|value)?\s*(?:of|=|:|：|~|≈|→|is|was|reached|reaches|at|up to|about|de|von|\||≥|>|\*)*\s*"
_SHARES: Final = frozenset(
    {
        "Accuracy",
        "Precision",
        "Recall",
        "F1",
        "ROC-AUC",
        "PR-AUC",
        "IoU",
        "mAP",
        "Dice",
        "Silhouette",
        "ARI",
        "Kappa",
        "R²",
    }
)
"""Those that are a part of one: more than 1 without a per cent sign is something else."""
_MODELS: Final = frozenset({"ROC-AUC", "PR-AUC", "Dice", "IoU", "mAP", "R²"})
"""Those that are of a whole model: precision, recall and the like are also of each class."""
_OF_TRAINING: Final = re.compile(r"\b(?:train\w*|in-sample|cross|cv|class|fold)\b", re.IGNORECASE)
_NO_RESULT: Final = re.compile(
    r"\b(?:target|goal|at least|need|should|expected?|baseline|naive|random|human|previous|paper|reported by|train(?:ing)? (?:accuracy|loss)|threshold|tbd|todo|objetivo|meta|without (?:a |the )?model|sin (?:el )?modelo|sem (?:o )?modelo|sans (?:le )?modèle)\b",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(r"t-?sne|umap|perplexity\s*(?:parameter|=\s*\d)", re.IGNORECASE)
"""Where a measure's name is a setting's."""
_MOST: Final = 3
_MOST_READ: Final = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that a text names."""

    label: str
    """The measure: `ROC-AUC`."""
    value: str
    """As it is written: `0.843`, `95.4 %`."""


def claims(html: str) -> tuple[Claim, ...]:
    """Return the figures that a README claims as what came out, at most three, each measure once.

    A figure that is a target, a baseline or of the training is none; wrong is worse than none. Where several
    models have one measure, it is the best one's, as far as more of it is better.

    Args:
        html: what the README tells of the work.
    """
    found: dict[str, Claim] = {}
    for line in _lines(html):
        if _NO_RESULT.search(line):
            continue
        for claim in _claimed(line):
            known = found.setdefault(claim.label, claim)
            if _is_better(claim, known) and not _OF_TRAINING.search(line):
                found[claim.label] = claim
    return tuple(found.values())[:_MOST]


def _is_better(claim: Claim, known: Claim) -> bool:
    """Whether a figure is more of what there should be much of; written alike, so that they can be compared."""
    alike = known.value.endswith("%") == claim.value.endswith("%")
    return alike and claim.label in _MODELS and _amount(claim.value) > _amount(known.value)


def _amount(value: str) -> float:
    written = value.removesuffix("%").strip().replace(",", ".")
    return float(written) if written.count(".") < 2 else 0.0


def _lines(html: str) -> Iterator[str]:
    """Sentences, items of lists and rows of tables."""
    plain = _CODE.sub("\n", html[:_MOST_READ])
    plain = re.sub(r"</(?:p|li|h[1-6]|tr)>|<br\s*/?>", "\n", plain)
    plain = re.sub(r"</t[dh]>", " | ", plain)
    for block in unescape(_TAG.sub("", plain)).splitlines():
        yield from re.split(
            r"(?<=[.;])\s+(?=[A-Z\u00c0-\u024f\u4e00-\u9fff])", " ".join(block.split())
        )


def _claimed(line: str) -> Iterator[Claim]:
    if (
        len(line) > 600
        or _SETTING.search(line)
        or not any(character.isdigit() for character in line)
    ):
        return
    taken: list[tuple[int, int]] = []
    for label, pattern in _METRICS.items():
        named = rf"(?<![\w-])(?:{pattern})"
        for rule in (
            rf"(?P<value>{_NUMBER})\s?(?P<unit>%)\s*(?:test |validation |overall |mean )?{named}",
            rf"{named}{_LINK}(?P<value>{_NUMBER})\s?(?P<unit>%)?(?![\w.]*\d)",
        ):
            match = re.search(rule, line, re.IGNORECASE)
            if match is None or any(
                start < match.end() and match.start() < end for start, end in taken
            ):
                continue
            value = _value(label, match["value"], match["unit"] or "")
            if value:
                taken.append(match.span())
                yield Claim(label=label, value=value)
                break


def _value(label: str, written: str, unit: str) -> str:
    """Return the figure as it is shown; empty when it cannot be what it is called."""
    try:
        number = float(
            written.replace(",", "." if re.fullmatch(r"0,\d+|\d{1,2},\d{1,2}", written) else "")
        )
    except ValueError:
        return ""
    if label in _SHARES and ((unit and number > 100) or (not unit and (number > 1 or number == 0))):
        return ""
    if not unit and "." not in written and "," not in written and label in _SHARES:
        return ""
    return f"{written} %" if unit else written
