"""Secrets made up for tests; put together at run time, so that no host takes this file for a leak."""

import json
import random
import string

BASE62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


def drawn(count, alphabet=BASE62, seed=7):
    return "".join(random.Random(seed).choices(alphabet, k=count))


def github(seed=7):
    return "gh" + "p_" + drawn(36, seed=seed)


def database(password):
    return f"postgres://sample:{password}@db.course-work.net:5432/work"


def key_block(kind="RSA PRIVATE", lines=12):
    body = "\n".join(drawn(64, BASE62 + "+/", seed) for seed in range(lines))
    return f"-----BEGIN {kind} KEY-----\n{body}\n-----END {kind} KEY-----"


def notebook(*cells, **more):
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more}
    ).encode()


def code(source, *outputs):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}
