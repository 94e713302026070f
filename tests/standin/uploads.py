"""Hosts that serve uploads, such as what GitHub's editor inserts: `/uploads/HOST/PATH`."""

import hashlib

from tests.standin.hub import Hub
from tests.standin.web import Answer, Request, html_answer


def answer(hub: Hub, request: Request) -> Answer:
    """Answers with the bytes, or leads on, as `Hub.uploads` says."""
    address = f"https://{'/'.join(request.segments[1:])}"
    found = hub.uploads.get(address)
    if found is None:
        return html_answer(404, "<!DOCTYPE html><title>Not Found</title>")
    if isinstance(found, str):
        place = f"{hub.url}/uploads/{found[8:]}" if found.startswith("https://") else found
        return Answer(status=302, headers={"location": place})
    etag = f'"{hashlib.sha256(found).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == etag:
        return Answer(status=304, headers={"etag": etag})
    headers = {"content-type": "application/octet-stream", "etag": etag}
    return Answer(status=200, body=found, headers=headers)
