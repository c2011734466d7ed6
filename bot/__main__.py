"""`python -m bot …`. What it writes, database, copies and tables, holds personal data: nobody else may read it."""

import os
import sys

from bot.cli import main

if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
