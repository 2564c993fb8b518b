"""The editors' guide as one PDF to print: a hook of MkDocs, which `make docs` runs.

`on_files` adds `redaktoer.pdf` to the site, printed by Chromium from the guide's Markdown with the
extensions of mkdocs.yml; `on_page_markdown` tells the reader of the guide that it is there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import markdown
from mkdocs.structure.files import File

sys.path.insert(0, str(Path(__file__).parent))

from find_chromium import HELP, installed

GUIDE, PDF = "redaktoer.md", "redaktoer.pdf"
TOLD = "[Hele vejledningen som PDF til at printe](redaktoer.pdf)"
# A4 with page numbers; a picture stays with its text and is no wider than half a page.
STYLE = """
@page { size: A4; margin: 18mm 20mm; @bottom-right { content: counter(page); font-size: 9pt; } }
body { font: 10.5pt/1.45 system-ui, sans-serif; color: #000; }
h1 { font-size: 22pt; } h2 { font-size: 15pt; margin-top: 1.6em; } h3 { font-size: 12pt; }
h2, h3, h4 { break-after: avoid; } tr, img, pre { break-inside: avoid; }
img { display: block; max-width: 100%; max-height: 90mm; border: 1px solid #bbb; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #999; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
a { color: inherit; } .headerlink { display: none; } .toc ul { padding-left: 5mm; }
"""


def printed(text: str, folder: Path, config) -> bytes:
    """The Markdown of the guide as PDF; pictures are looked for in `folder`."""
    chromium = installed()
    if chromium is None:
        raise SystemExit(HELP)
    title, _line, rest = text.partition("\n")
    body = markdown.markdown(
        f"{title}\n\n[TOC]\n{rest}",
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs,
    )
    head = f'<base href="{folder.as_uri()}/"><meta charset="utf-8"><style>{STYLE}</style>'
    page = f'<!doctype html><html lang="da"><head>{head}<title>{title[2:]}</title>{body}'
    with tempfile.TemporaryDirectory() as temporary:
        source, target = Path(temporary) / "guide.html", Path(temporary) / PDF
        source.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [chromium, *options, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def on_files(files, config):
    """Add the PDF to the files of the site."""
    folder = Path(config.docs_dir)
    text = (folder / GUIDE).read_text(encoding="utf-8")
    files.append(File.generated(config, PDF, content=printed(text, folder, config)))
    return files


def on_page_markdown(text, page, **_more):
    """Name the PDF below the title of the guide."""
    if page.file.src_uri != GUIDE:
        return text
    title, _line, rest = text.partition("\n")
    return f"{title}\n\n{TOLD}\n{rest}"
