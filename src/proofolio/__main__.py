"""Runs `proofolio` as `python -m proofolio`."""

from proofolio import main

main()
