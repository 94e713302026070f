"""Docs tree, engine and the last hand on the site's files."""
