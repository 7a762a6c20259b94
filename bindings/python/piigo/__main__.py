"""`python -m piigo` is the `piigo` command."""

import sys

from piigo._cli import main

sys.exit(main())
