"""Tables among the outputs: what Colab wraps round them, and the colours of pandas' Styler.

Works on pulled HTML before it is cleaned: what is written here is judged by the allow-list as if
the author had written it.
"""

import re
from typing import Final

from proofolio.language import gettext as _

FOLD_ROWS: Final = 200
MAX_CHARACTERS: Final = 2_000
"""Of the declarations for one cell; more is not looked at anyhow."""
MAX_RULES: Final = 200_000
"""Selectors of one output's style sheet."""

_SIZE: Final = re.compile(r"\s*(<p>\s*\d[\d,. ]*rows?\s[^<>]{1,40}</p>)")
_STYLED: Final = re.compile(r"<table\b[^<>]*\sid=\"?(T_\w{1,80})")
_TAG: Final = re.compile(r"<(td|th|tr|caption)\b([^<>]*)>")
_CLASSLESS: Final = re.compile(r"<table(?![^<>]*\sclass=)")
_ID: Final = re.compile(r"\sid=\"?([\w-]{1,100})")
_CLASS: Final = re.compile(r"\sclass=\"([^\"<>]{0,200})\"")
_OWN: Final = re.compile(r"\sstyle=\"[^\"]*\"")
_PART: Final = re.compile(r"#(T_\w{1,80})\s+(td|th|tr|caption)?(?:\.([\w-]{1,60}))?(:hover)?")

Rules = dict[tuple[str, str, str], str]
"""(id, tag, class) → declarations; an empty word stands for any."""


def unwrapped(html: str) -> str:
    """The table of a Colab data frame, without the buttons that work in Colab alone."""
    if "colab-df" not in html:
        return html
    start = html.find("<table")
    end = html.find("</table>", start)
    if start < 0 or end < 0:
        return html
    end += len("</table>")
    size = _SIZE.match(html, end)
    return html[start:end] + (size[1] if size else "")


def coloured(html: str) -> str:
    """The HTML with the rules of a Styler's style sheet written into the cells they are for."""
    if "<style" not in html or not _STYLED.search(html):
        return html
    rules = _rules(html)
    table = ""

    def with_style(match: re.Match[str]) -> str:
        tag, attributes = match[1], match[2]
        found_id, found_class = _ID.search(attributes), _CLASS.search(attributes)
        classes = found_class[1].split() if found_class else []
        styles = [rules.get((table, tag, ""), "")]
        for name in classes:
            styles += [rules.get((table, "", name), ""), rules.get((table, tag, name), "")]
        styles.append(rules.get((found_id[1], "", ""), "") if found_id else "")
        made = ";".join(filter(None, styles))[:MAX_CHARACTERS]
        return f'<{tag}{_OWN.sub("", attributes)} style="{made}">' if made else match[0]

    parts = []
    for part in re.split(r"(?=<table\b)", html):
        named = _STYLED.match(part)
        table = named[1] if named else ""
        parts.append(_TAG.sub(with_style, part) if named else part)
    return "".join(parts)


def boxed(html: str) -> str:
    """Clean HTML with every outermost table in a box that scrolls by itself; a long one folded."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"<(/?)table\b[^<>]*>", html):
        depth += -1 if match[1] else 1
        if not match[1] and depth == 1:
            parts.append(html[start : match.start()])
            start = match.start()
        elif match[1] and depth == 0:
            parts.append(_box(html[start : match.end()]))
            start = match.end()
    return "".join([*parts, html[start:]])


def _box(table: str) -> str:
    # Material's script wraps what has no class in boxes of its own.
    table = _CLASSLESS.sub('<table class="dataframe"', table)
    box = f'<div class="pf-table">{table}</div>'
    rows = table.count("<tr")
    if rows <= FOLD_ROWS:
        return box
    return f'<details class="pf-long"><summary>{_("A table of {rows} rows").format(rows=rows)}</summary>{box}</details>'


def _rules(html: str) -> Rules:
    rules: Rules = {}
    position = 0
    while (start := html.find("<style", position)) >= 0:
        start = html.find(">", start) + 1
        end = html.find("</style", start)
        position = len(html) if end < 0 or start == 0 else end
        for rule in _without_comments(html[start:position]).split("}"):
            selectors, _unused, declarations = rule.partition("{")
            written = " ".join(re.sub(r"[\"<>&\\]", "", declarations[:MAX_CHARACTERS]).split())
            for selector in selectors.split(",") if written else ():
                if len(rules) >= MAX_RULES:
                    return rules
                _add(rules, selector.strip(), written)
    return rules


def _without_comments(sheet: str) -> str:
    parts = sheet.split("/*")
    return "".join([parts[0], *(part.partition("*/")[2] for part in parts[1:])])


def _add(rules: Rules, selector: str, declarations: str) -> None:
    if re.fullmatch(r"#T_[\w-]{1,100}", selector):
        key = (selector[1:], "", "")
    elif (part := _PART.fullmatch(selector)) and not part[4] and (part[2] or part[3]):
        key = (part[1], part[2] or "", part[3] or "")
    else:
        return
    before = rules.get(key, "")
    if len(before) > MAX_CHARACTERS:
        return
    rules[key] = f"{before};{declarations}" if before else declarations
