"""Writes sprite.svg from names.txt: python sprite.py FOLDER, the `icons` folder of `npm pack bootstrap-icons`."""

import re
import sys
from pathlib import Path

here = Path(__file__).parent
source = Path(sys.argv[1])


def symbol(name: str) -> str:
    svg = (source / f"{name}.svg").read_text(encoding="utf-8")
    body = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    body = re.sub(r">\s+<", "><", body.strip())
    return f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>'


names = sorted((here / "names.txt").read_text(encoding="utf-8").split())
sprite = "\n".join(symbol(name) for name in names)
(here / "sprite.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">\n{sprite}\n</svg>\n',
    encoding="utf-8",
)
