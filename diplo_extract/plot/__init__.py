"""The plots of the corpus report as pictures for papers, the numbers beside each as CSV."""

from diplo_extract.plot.write import plot

__all__ = ["plot"]
