"""Starts the program; nothing else."""

import sys

from producer_app.app import main

if __name__ == "__main__":
    sys.exit(main())
