"""The words of the site in its language; see `catalogue.py`."""

from proofolio.language.catalogue import LANGUAGES, catalogue_of, n_, speak, speaking, spoken, t_

__all__ = ["LANGUAGES", "catalogue_of", "n_", "speak", "speaking", "spoken", "t_"]
