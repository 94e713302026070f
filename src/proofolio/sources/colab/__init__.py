"""Notebooks that were named by a link: on Colab, Drive, GitHub, or in a gist."""
