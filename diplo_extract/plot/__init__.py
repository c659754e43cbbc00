"""The plots of the corpus report as pictures for papers, the numbers beside each as CSV."""

from diplo_extract.plot.write import KINDS, SUFFIXES, plot

__all__ = ["KINDS", "SUFFIXES", "plot"]
