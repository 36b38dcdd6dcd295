"""`python -m etl` is `claims refresh`."""

import sys

from etl.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "refresh")
    main()
