"""What the package index shows: a README whose links lead somewhere there, and where the source is.

Where the package is kept is told when it is built: `make wheel REPOSITORY=https://github.com/...`.
Without that the links stay as they are in the repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

INDEX = "https://pypi.org/project/wagtail-libfees/"
# Where an image or a link of Markdown leads to, if that is a path of the repository.
_PATH = r"\]\((?!\w+:|#)([^)\s]+)\)"
_IMAGE, _LINK = re.compile(r"(!\[[^\]]*)" + _PATH), re.compile(_PATH)


def with_addresses(text: str, repository: str, tag: str) -> str:
    """Markdown with whole addresses in the place of paths, as they are at `tag`."""
    text = _IMAGE.sub(rf"\1]({repository}/raw/{tag}/\2)", text)
    return _LINK.sub(rf"]({repository}/blob/{tag}/\1)", text)


def project_urls(repository: str, tag: str) -> dict[str, str]:
    """The links beside the README, by the labels that the index knows."""
    if not repository:
        return {"Homepage": INDEX}
    return {
        "Homepage": repository,
        "Documentation": f"{repository}/blob/{tag}/docs/index.md",
        "Changelog": f"{repository}/blob/{tag}/CHANGELOG.md",
        "Source": repository,
        "Issues": f"{repository}/issues",
    }


class AddressesHook(MetadataHookInterface):
    """Fills in `readme` and `urls`."""

    def update(self, metadata: dict) -> None:
        repository = os.environ.get("REPOSITORY", "").rstrip("/")
        tag = f"v{metadata['version']}"
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        if repository:
            text = with_addresses(text, repository, tag)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        metadata["urls"] = project_urls(repository, tag)
