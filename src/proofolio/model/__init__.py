"""The values that travel between stages; standard library only."""
