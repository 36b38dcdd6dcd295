import json

from dash import html

from dashboard.static import static, tree


def test_elements_become_lists_and_text_stays_text():
    content = [html.P(["a", html.A("<b>", href="/x", className="y")], tabIndex=0), None, 3]
    assert tree(content) == [["p", {"tabindex": "0"}, ["a", ["a", {"href": "/x", "class": "y"}, ["<b>"]]]], "3"]


def test_it_is_one_component():
    found = static([html.P(str(number)) for number in range(50)])
    assert len(json.loads(found.to_plotly_json()["props"]["data-tree"])) == 50
