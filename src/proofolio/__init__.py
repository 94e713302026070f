"""Proofolio: a portfolio that proves skills by work."""

__version__ = "0.1.0"
