"""`python -m shisaku`: the command line."""

import sys

from shisaku.cli import main

sys.exit(main())
