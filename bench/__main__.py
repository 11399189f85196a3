"""Statements and median time of the main pages on a simulated edition: ``python -m bench --applications 200``.

Runs in this process, in a database of its own that is dropped afterwards; times move with the machine, counts do not.
"""

import argparse
import os
import tempfile


def main() -> None:
    """Read the sizes, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the main pages.")
    parser.add_argument("--scheme", help="whose regulation is simulated; the first one shipped if left out")
    parser.add_argument("--applications", type=int, nargs="+", default=[50, 200], help="sizes, one after the other")
    parser.add_argument("--rounds", type=int, default=15, help="requests a page; the median is shown")
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from .measuring import measure  # models exist only once the settings are read

        measure(scheme=sizes.scheme, sizes=sizes.applications, rounds=sizes.rounds, folder=folder)


if __name__ == "__main__":
    main()
