"""Search the docstrings of Python's standard library with BM25."""

from stdlib_search.bm25 import BM25
from stdlib_search.collect import Entry, collect
from stdlib_search.search import Hit, Searcher

__all__ = ["BM25", "Entry", "Hit", "Searcher", "collect"]
