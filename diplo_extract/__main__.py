"""``python -m diplo_extract`` is ``diplo-extract``."""

import sys

from diplo_extract.cli import main

sys.exit(main())
