"""An example of a package that adds to Proofolio; it imports `proofolio.api` and nothing else of it."""
