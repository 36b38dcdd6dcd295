"""Large parts of a page that nothing changes: sent as data and built by assets/static.js from elements and text.

Dash keeps every component in its store and asks each of them on every change, so some thousand rows of a table bring a
page to a halt. Text stays text here too: the script makes text nodes and never reads markup.
"""

import json
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

_NAMES = {"className": "class", "tabIndex": "tabindex"}


def static(content: object) -> html.Data:
    """The same content as one component; `content` is text and elements of `dash.html`, nested."""
    named: dict[str, Any] = {"data-tree": json.dumps(tree(content), ensure_ascii=False, separators=(",", ":"))}
    # An element used for nothing else: React never takes it for another part of the page.
    return html.Data(className="static", **named)


class Element(NamedTuple):
    """An element without a component behind it: where some thousand are made, the components would cost most."""

    tag: str
    attributes: dict[str, str]
    content: object = None


def tree(content: object) -> list[Any]:
    """Text and elements as lists: an element is [tag, attributes, children]."""
    if content is None:
        return []
    if isinstance(content, Element):
        return [[content.tag, content.attributes, tree(content.content)]]
    if isinstance(content, list | tuple):
        return [node for each in content for node in tree(each)]
    if not isinstance(content, Component):
        return [str(content)]
    props = content.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    children = tree(props.pop("children", None))
    attributes = {
        _NAMES.get(name, name): str(value) for name, value in props.items() if value is not None and value != ""
    }
    return [[type(content).__name__.lower(), attributes, children]]
