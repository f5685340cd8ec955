"""``python -m producer_app``: the same as ``producer-app``."""

import sys

from producer_app.app import main

if __name__ == "__main__":
    sys.exit(main())
