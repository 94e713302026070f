"""Google Drive's download address, for somebody who did not sign in.

Drive answers most refusals with HTTP 200 and a web page; only the bytes tell.
"""

import hashlib
from html import escape
from urllib.parse import quote

from tests.standin.hub import Hub
from tests.standin.web import Answer, Request, html_answer

_PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def answer(hub: Hub, request: Request) -> Answer:
    """Answers `/drive/uc?export=download&id=…` and `/drive/download?id=…&confirm=t`."""
    query = request.query
    found = next((item for item in hub.account.drive if item.id == query.get("id")), None)
    if found is None or request.segments[1:] not in {("uc",), ("download",)}:
        return _missing()
    if found.sharing == "restricted":
        return html_answer(200, _sign_in())
    if found.sharing == "quota":
        return html_answer(200, _quota_exceeded())
    if found.sharing == "virus-scan" and query.get("confirm") != "t":
        return html_answer(200, _virus_scan(hub, found.id, found.name))
    if found.file is None:
        return _missing()
    body = found.file.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == etag:
        return Answer(status=304, headers={"etag": etag})
    headers = {
        "content-type": "application/octet-stream",
        "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "etag": etag,
    }
    return Answer(status=200, body=body, headers=headers)


def _missing() -> Answer:
    text = "Sorry, the file you have requested does not exist."
    return html_answer(404, _page("Error 404 (Not Found)!!1", f"<p>{text}</p>"))


def _sign_in() -> str:
    form = '<form method="post" action="/signin"><input type="email" name="identifier"></form>'
    return _page(
        "Google Drive: Sign-in", f"<h1>Sign in</h1><p>to continue to Google Drive</p>{form}"
    )


def _quota_exceeded() -> str:
    text = (
        "Sorry, you can't view or download this file at this time. Too many users have viewed or "
        "downloaded this file recently. Please try accessing the file again later."
    )
    return _page("Google Drive - Quota exceeded", f'<p class="uc-error-caption">{text}</p>')


def _virus_scan(hub: Hub, file_id: str, name: str) -> str:
    fields = {"id": file_id, "export": "download", "confirm": "t"}
    inputs = "".join(f'<input type="hidden" name="{k}" value="{v}">' for k, v in fields.items())
    form = (
        f'<form id="download-form" action="{hub.url}/drive/download" method="get">{inputs}</form>'
    )
    text = (
        f"Google Drive can't scan {escape(name)} for viruses. Would you still like to download it?"
    )
    return _page("Google Drive - Virus scan warning", f"<p>{text}</p>{form}")


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=title, body=body)
