"""Pages → the site's files: the docs tree, the engine, and what is put in after it."""
