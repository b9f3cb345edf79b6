"""python -m gongkai.corpus.extract CORPUS TARGET: for a program that goes on with other things meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

from gongkai.corpus.extract.making import make_extract
from gongkai.errors import GongkaiError


def main(arguments: list[str]) -> int:
    corpus, target = arguments
    try:
        make_extract(Path(corpus), Path(target))
    except GongkaiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
