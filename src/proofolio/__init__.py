"""Proofolio: a portfolio that proves skills by work."""

__version__ = "0.1.0"


def main() -> None:
    """Run `proofolio`. It stands here, where nothing is loaded yet, so that Ctrl-C is answered from the first moment on."""
    import os  # noqa: PLC0415  is there already

    try:
        from proofolio import interrupts  # noqa: PLC0415

        interrupts.begin()
        from proofolio.cli import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        # In the first thousandth of a second, while the module that answers it is loaded.
        os.write(2, b"\nStopped.\n")
        os._exit(130)
    run()
