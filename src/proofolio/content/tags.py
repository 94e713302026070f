"""Where an attribute stands in clean HTML, told from the same words within another's value."""

import re

_OTHER = r'[^\s"\'=<>/]++(?:="[^"]*+")?'


def attribute(names: str) -> re.Pattern[str]:
    """Return what finds the first attribute of some names in each tag that has one.

    Its groups: the tag up to there, the name, the value. For HTML that `sanitize.clean` wrote, in
    which values stand in double quotes and hold none.

    Args:
        names: alternatives, `id|name`.
    """
    return re.compile(rf'(<[a-z][a-z0-9]*+(?:\s(?!(?:{names})="){_OTHER})*+)\s({names})="([^"]*+)"')
