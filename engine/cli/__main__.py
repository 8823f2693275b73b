"""`python -m engine.cli`: the command line where no script `passerelle` is in reach."""

import sys

from engine.cli import main

sys.exit(main())
