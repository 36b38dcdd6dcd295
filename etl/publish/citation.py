"""CITATION.cff: how to cite a version, for reference managers and code hosts."""

import json

from etl.publish.publication import Release


def citation_cff(release: Release) -> str:
    """The file's text; JSON strings are valid YAML, so nothing can break out of its quotes."""
    publication = release.publication
    lines = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": publication.title,
        "abstract": publication.description,
        "version": release.version,
        "license": publication.licence,
        "url": publication.homepage,
    }
    written = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items() if value]
    return (
        "\n".join([*written, "authors:", f"  - name: {json.dumps(publication.publisher, ensure_ascii=False)}"]) + "\n"
    )
