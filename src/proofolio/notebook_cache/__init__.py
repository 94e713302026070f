"""Notebooks and files of code, converted and examined once, on all cores; what came of them is kept by their bytes."""
