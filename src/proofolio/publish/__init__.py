"""The gate before the public, what a visitor will get, and the ways to bring it there."""
