"""Notebooks in a line or two."""

import base64
import hashlib
import io
import json

from PIL import Image

from proofolio.notebooks.convert import convert


def code(source="x", *outputs, count=1, **metadata):
    return {
        "cell_type": "code",
        "source": source,
        "execution_count": count,
        "metadata": metadata,
        "outputs": list(outputs),
    }


def prose(source, **more):
    return {"cell_type": "markdown", "source": source, "metadata": {}, **more}


def raw(source):
    return {"cell_type": "raw", "source": source, "metadata": {}}


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def result(**data):
    """`text_html="…"` stands for the media type `text/html`."""
    bundle = {key.replace("_", "/", 1).replace("__", "+"): value for key, value in data.items()}
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def error(*traceback, name="ValueError", value="bad"):
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": list(traceback)}


def png(width=640, height=480, shade=0):
    buffer = io.BytesIO()
    Image.new("L", (width, height), shade).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def notebook(*cells, **metadata):
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    return json.dumps(content).encode()


class BlobStore(dict):
    """A store in memory."""

    def put(self, data):
        key = hashlib.sha256(data).hexdigest()
        self[key] = data
        return key


def converted(*cells, store=None, **metadata):
    return convert(
        notebook(*cells, **metadata),
        name="a.ipynb",
        put=(BlobStore() if store is None else store).put,
    )


def page(doc):
    """Everything that the notebook's page shows."""
    return "\n".join(piece.html for piece in doc.pieces)
