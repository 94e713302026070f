"""What one writes first: an account's work with PyGithub, one repository after the other.

`python naive_sync.py LOGIN FOLDER PAUSE` takes of each repository its README, languages and
notebooks. PAUSE is the seconds between two requests; `default` leaves it to PyGithub (a quarter).
"""

import json
import os
import sys
from pathlib import Path

from github import Auth, Github


def main(login: str, folder: Path, pause: str) -> None:
    """Write every notebook, and what else is known, below the folder."""
    options = {} if pause == "default" else {"seconds_between_requests": float(pause)}
    github = Github(
        auth=Auth.Token(os.environ["GITHUB_TOKEN"]),
        base_url=os.environ["GITHUB_API_URL"],
        **options,
    )
    for repository in github.get_user(login).get_repos():
        home = folder / repository.name
        home.mkdir(parents=True)
        (home / "README.md").write_bytes(repository.get_readme().decoded_content)
        (home / "languages.json").write_text(json.dumps(repository.get_languages()))
        folders = [""]
        while folders:
            for found in repository.get_contents(folders.pop()):
                if found.type == "dir":
                    folders.append(found.path)
                elif found.name.endswith(".ipynb"):
                    target = home / found.path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(repository.get_contents(found.path).decoded_content)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
