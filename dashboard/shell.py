"""The frame around every page: header, navigation, skip link, theme."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import components as ui

NAVIGATION = (
    ("/", "Overview"), ("/trends", "Trends"), ("/checks", "Checks"), ("/claims", "Claims"),
    ("/documents", "Documents"), ("/data", "Data"),
)  # fmt: skip
# From ink to page, as style.css has them; Mantine takes its dark grounds from the middle.
DARK = ["#e3e7eb", "#c6cdd4", "#a0abb6", "#74808c", "#45505c", "#2c343d", "#20262e", "#181d23", "#12161b", "#0d1014"]
THEME = {
    "primaryColor": "indigo",
    "fontFamily": "var(--sans)",
    "fontFamilyMonospace": "var(--mono)",
    "defaultRadius": "sm",
    "focusRing": "auto",
    "cursorType": "pointer",
    "colors": {"dark": DARK},
}
INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
{%css%}
<script src="/assets/first/scheme.js"></script>
</head>
<body>
<noscript>This dashboard needs JavaScript. The data is at <a href="/data/latest/claims.csv">/data/latest/claims.csv</a>.</noscript>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""
NAVBAR = {"width": 208, "breakpoint": "sm", "collapsed": {"mobile": True}}


def shell() -> Component:
    """The layout of the app; pages come and go inside it."""
    frame = dmc.AppShell(
        [
            dmc.AppShellHeader(_header(), className="header"),
            dmc.AppShellNavbar(_navigation(), id="navbar", className="navbar"),
            dmc.AppShellMain(
                html.Div(html.Div(html.P("Loading …", className="muted"), className="page"), id="page"),
                id="main", tabIndex=-1,
            ),
        ],
        id="shell", header={"height": 52}, navbar=NAVBAR, padding=0, transitionDuration=0,
    )  # fmt: skip
    provider: Component = dmc.MantineProvider(
        [
            html.A("Skip to content", href="#main", className="skip-link"),
            dcc.Store(id="route"),
            dcc.Store(id="query"),
            dcc.Store(id="version"),
            dcc.Interval(id="pulse", interval=15_000),
            frame,
            html.Div(id="toast", className="toast", role="status", **ui.attributes(aria_live="polite")),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )
    return provider


def _header() -> html.Div:
    return html.Div(
        [
            dmc.Burger(id="burger", opened=False, hiddenFrom="sm", size="sm",
                       attributes={"root": {"aria-label": "Navigation", "aria-controls": "navbar"}}),
            html.A([html.Span("Claimed", className="brand-strong"), " Metrics"], href="/", className="brand"),
            html.Div(
                dmc.TextInput(id="jump", placeholder="Search claims  ( / )", size="xs", w=240,
                              attributes={"input": {"aria-label": "Search claims; Enter opens the results"}}),
                className="jump",
            ),
            dmc.ColorSchemeToggle(
                lightIcon=html.Span("☀", **ui.attributes(aria_hidden="true")), darkIcon=html.Span("☾", **ui.attributes(aria_hidden="true")),
                variant="default", size="md",
            ),
        ],
        className="header-row",
    )  # fmt: skip


def _navigation() -> html.Nav:
    items = [html.Li(html.A(word, href=path, **ui.attributes(data_nav=path))) for path, word in NAVIGATION]
    return html.Nav(html.Ul(items), className="nav", **ui.attributes(aria_label="Pages"))
