"""`python -m wagtail_libfees.imports.reading.fees FILE...`: fees of each file, as a JSON list."""

from __future__ import annotations

import argparse
import json
import sys

from .. import ImporterError, read_source
from . import parse_fees


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m wagtail_libfees.imports.reading.fees", description=__doc__
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args(argv)
    results = [_result(name) for name in arguments.files]
    sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    return 1 if any("error" in result for result in results) else 0


def _result(name: str) -> dict[str, object]:
    try:
        return parse_fees(read_source(name)).to_dict()
    except ImporterError as error:
        return {"source": name, "error": str(error)}


if __name__ == "__main__":
    sys.exit(main())
