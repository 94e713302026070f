"""What Colab adds to a notebook when it saves one, as seen in notebooks that it wrote.

Colab keeps nbformat 4.0 and puts a cell's id, the size of its output and who ran it when into the
cell's metadata.
"""

import base64
import hashlib
import struct
from datetime import datetime
from typing import Any

from nbformat import NotebookNode

USER = {"displayName": "Sample Learner", "userId": "00000000000000000000"}
LINE_PX = 17
TABLE_ROW_PX = 30
LEAST_PX = 35


def dress(notebook: NotebookNode, name: str, began: str, user_tz: int, accelerator: str) -> None:
    """Adds Colab's metadata in place; takes the timing from nbclient's `execution` entries.

    Args:
        notebook: an executed notebook, or one that never ran.
        name: the file's name.
        began: when the first cell ran, ISO 8601.
        user_tz: minutes from local time to UTC.
        accelerator: `GPU`, `TPU` or nothing.
    """
    notebook.metadata = NotebookNode(
        colab={"name": name, "provenance": [], "toc_visible": True},
        kernelspec={"name": "python3", "display_name": "Python 3"},
        language_info={"name": "python"},
    )
    if accelerator:
        notebook.metadata["accelerator"] = accelerator
        notebook.metadata["colab"]["gpuType"] = "T4"
    notebook.nbformat, notebook.nbformat_minor = 4, 0
    clock_ms = int(datetime.fromisoformat(began).timestamp() * 1000)
    for number, cell in enumerate(notebook.cells):
        cell.pop("id", None)
        timing = cell.metadata.pop("execution", {})
        cell.metadata["id"] = _id(f"{name} {number}", 12)
        if cell.cell_type != "code" or cell.execution_count is None:
            continue
        elapsed_ms = _elapsed_ms(timing)
        clock_ms += elapsed_ms + 1
        if cell.outputs:
            cell.metadata["colab"] = {
                "base_uri": "https://localhost:8080/",
                "height": min(1000, sum(_height_px(output) for output in cell.outputs)),
            }
            cell.metadata["outputId"] = _uuid(f"{name} {number}")
        failed = any(output.output_type == "error" for output in cell.outputs)
        cell.metadata["executionInfo"] = {
            "status": "error" if failed else "ok",
            "timestamp": clock_ms,
            "user_tz": user_tz,
            "elapsed": elapsed_ms,
            "user": dict(USER),
        }


def _elapsed_ms(timing: dict[str, str]) -> int:
    """From when the kernel took the cell to when it replied."""
    begin, end = timing.get("iopub.execute_input"), timing.get("shell.execute_reply")
    if not begin or not end:
        return 0
    return int((_time(end) - _time(begin)).total_seconds() * 1000)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _height_px(output: NotebookNode) -> int:
    """About how tall Colab shows an output."""
    data: dict[str, Any] = output.get("data", {})
    if "image/png" in data:
        header = base64.b64decode(data["image/png"][:64])
        height: int = struct.unpack(">I", header[20:24])[0]
        return height
    if "text/html" in data:
        return max(LEAST_PX, TABLE_ROW_PX * str(data["text/html"]).count("<tr"))
    text = output.get("text") or data.get("text/plain") or "\n".join(output.get("traceback", ()))
    return max(LEAST_PX, LINE_PX * (str(text).count("\n") + 1))


def _id(seed: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(seed.encode()).digest()).decode()[:length]


def _uuid(seed: str) -> str:
    hexa = hashlib.sha256(f"output {seed}".encode()).hexdigest()
    return "-".join((hexa[:8], hexa[8:12], hexa[12:16], hexa[16:20], hexa[20:32]))
