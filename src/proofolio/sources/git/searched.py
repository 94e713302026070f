"""Files of a repository that are pulled for one reason: people commit secrets in them; pure.

Nothing of them is shown. How large a file is, nobody tells before it is fetched, so names that data
goes by as well (`*.json`, `*.txt`) are left out unless they speak of settings or keys.
"""

import re
from typing import Final

MAX_SEARCHED: Final = 100
"""Per repository; the deepest of the rest are left out."""
MAX_SEARCHED_BYTES: Final = 100_000
"""Settings are shorter."""

_KEYS: Final = re.compile(
    r"\.env(rc|\..+)?|[\w.-]+\.env|.+\.(pem|key|ppk)|id_(rsa|dsa|ecdsa|ed25519)|[._]netrc"
    r"|\.(pypirc|npmrc|pgpass|my\.cnf|git-credentials|boto|dockercfg)"
    r"|(.*[._-])?(kaggle|credentials?|service[_-]?account|secrets?|tokens?|api[_-]?keys?|keys?"
    r"|passwords?|firebase)([._-].*)?\.(json|toml|ya?ml|txt|ini|cfg|env)"
)
_SETTINGS: Final = re.compile(
    r".+\.(ya?ml|toml|ini|cfg|conf|properties|sh)|(.+[._-])?(config|settings)([._-].+)?\.json"
)
_LOCKS: Final = re.compile(r".+[.-]lock\.ya?ml|.*tokenizer.*|special_tokens_map.*")


def searched_rank(path: str) -> int | None:
    """0 for a file that is known for secrets, 1 for one with settings, None for any other."""
    name = path.rpartition("/")[2].casefold()
    if len(name) > 200 or _LOCKS.fullmatch(name):
        return None
    if _KEYS.fullmatch(name):
        return 0
    return 1 if _SETTINGS.fullmatch(name) else None
