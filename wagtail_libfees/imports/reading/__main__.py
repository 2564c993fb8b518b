"""`python -m wagtail_libfees.imports.reading FILE... [--profile NAME]`: the parsed FAQ as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from . import ImporterError, parse_faq, profile_names, read_source


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m wagtail_libfees.imports.reading", description=__doc__
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--profile", default="auto", help=f"one of: {', '.join(profile_names())}")
    arguments = parser.parse_args(argv)
    results = [_result(name, arguments.profile) for name in arguments.files]
    print(json.dumps(results, ensure_ascii=False, indent=1))
    return 1 if any("error" in result for result in results) else 0


def _result(name: str, profile: str) -> dict[str, object]:
    try:
        return parse_faq(read_source(name), profile).to_dict()
    except ImporterError as error:
        return {"source": name, "error": str(error)}


if __name__ == "__main__":
    sys.exit(main())
