"""A notebook's bytes → what its page shows. Nothing here executes anything."""
