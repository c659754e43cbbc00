"""Read articles from files of many kinds: a file becomes units, a unit becomes documents, a document an article.

``walk`` lists the files of a folder, ``containers`` takes archives and tables apart into units (one file, one member,
one row: bytes with a name), and ``documents`` reads a unit. Text is decoded strictly, never guessed; what cannot be
read is a ``Fault`` with a code, a place and a reason. Every optional package is imported when it is needed.
"""

from diplo_extract.read.articles import read_folder
from diplo_extract.read.units import Fault, ReadOptions

__all__ = ["Fault", "ReadOptions", "read_folder"]
