"""Badges: pictures of words that other hosts draw. The site shows no picture of another host, so they would be bare words."""

import re
from typing import Final

from proofolio.model.portfolio import SafeHtml

_HOSTS: Final = (
    r"(?:img\.|raster\.)?shields\.io|badgen\.net|badge\.fury\.io|badges\.\w+\.\w+|[\w.-]*\.badge\.\w+|travis-ci\.(?:org|com)|circleci\.com"
    r"|codecov\.io|coveralls\.io|readthedocs\.org/projects|mybinder\.org/badge|static\.streamlit\.io/badges|colab\.research\.google\.com/assets"
    r"|kaggle\.com/static/images/open-in-kaggle|nbviewer\.org/static|github-readme-stats[\w.-]*|[\w.-]*streak-stats[\w.-]*|skillicons\.dev"
    r"|komarev\.com|visitor-badge[\w.-]*|hits\.[\w.]+|visitcount\.\w+|profile-counter\.[\w.]+|github-profile-trophy[\w.-]*|capsule-render[\w.-]*"
    r"|readme-typing-svg[\w.-]*|activity-graph[\w.-]*|api\.netlify\.com/api/v1/badges|forthebadge\.com|zenodo\.org/badge|bestpractices\.dev"
    r"|www\.codefactor\.io|sonarcloud\.io|snyk\.io|deepsource\.(?:io|com)|pepy\.tech|static\.pepy\.tech|anaconda\.org|huggingface\.co/datasets/huggingface/badges"
    r"|cdn\.jsdelivr\.net/gh/devicons|raw\.githubusercontent\.com/devicons|cdn\.simpleicons\.org|media\.giphy\.com|img\.youtube\.com"
)
_BADGE: Final = re.compile(
    r"<img\b[^<>]*?\bsrc=\"(?:https?:)?//(?:www\.)?"
    rf"(?:(?:{_HOSTS})[/?\"]|github\.com/[^\"<>]{{1,200}}?/(?:badge\.svg|workflows/))[^<>]*>",
    re.IGNORECASE,
)
_BADGE_ADDRESS: Final = re.compile(
    rf"(?:https?:)?//(?:www\.)?(?:(?:{_HOSTS})(?:[/?]|\Z)|github\.com/[^\"<>]{{1,200}}?/(?:badge\.svg|workflows/))",
    re.IGNORECASE,
)
_EMPTY_LINK: Final = re.compile(r"<a\b[^<>]*>\s*</a>")
_EMPTY: Final = re.compile(
    r"<(p|h[1-6]|li|center|strong|em|b|div)\b[^<>]*>(?:\s|<br\s*/?>|&nbsp;|&#160;|[|·•-])*</\1>\s*"
)


def is_badge(address: str) -> bool:
    """Tell whether a picture's address is that of a badge."""
    return _BADGE_ADDRESS.match(address) is not None


def without_badges(html: SafeHtml) -> SafeHtml:
    """Take badges out of a README, and what held nothing else."""
    plain = _BADGE.sub("", html)
    if plain == html:
        return html
    plain = _EMPTY_LINK.sub("", plain)
    before = ""
    while before != plain:
        before = plain
        plain = _EMPTY.sub("", plain)
    return SafeHtml(plain)
