"""Secrets in text, notebooks and files of any kind."""

from proofolio.leaks.files import FoundLeak, find_in_file, line_of
from proofolio.leaks.scan import find_leaks

__all__ = ["FoundLeak", "find_in_file", "find_leaks", "line_of"]
