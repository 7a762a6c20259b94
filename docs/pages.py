"""Puts documents that live elsewhere in the repository onto the site.

mkdocs runs this as a hook. Links between documents lead to their pages, links to other
files of the repository to the files there.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "gateway.md": "integrations/mcp-context-forge/README.md",
    "monitoring.md": "integrations/grafana/README.md",
    "rationale.md": "RATIONALE.md",
    "security.md": "SECURITY.md",
}
PAGES = {source: page for page, source in SOURCES.items()}
# Python-Markdown wants four spaces before what belongs to a list's item.
LIST_ITEM = re.compile(r"^ {3}(?=\S)", re.MULTILINE)
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)([^)#\s]+)(?=[)#])")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each of SOURCES that the repository has."""
    for page, source in SOURCES.items():
        if (ROOT / source).exists():
            text = (ROOT / source).read_text(encoding="utf-8")
            files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Return the page with links that hold on the site.

    Raises FileNotFoundError for a link to a file that the repository does not have.
    """
    uri = page.file.src_uri
    folder = posixpath.dirname(SOURCES.get(uri, f"docs/{uri}"))

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[1]))
        if not (ROOT / target).exists():
            raise FileNotFoundError(f"{uri}: link to {target}, which does not exist")
        if target in PAGES:
            return PAGES[target]
        if files.get_file_from_path(target.removeprefix("docs/")):
            return target.removeprefix("docs/")
        return f"{config.repo_url}/blob/main/{target}"

    return LIST_ITEM.sub("    ", LINK.sub(link, markdown))
