"""A notebook's bytes into what its page shows. Nothing here executes anything."""
