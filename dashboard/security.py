"""Who may ask and what a page may do: Host check, token, and the headers of every answer."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

COOKIE = "claims_token"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
OPEN_PATHS = ("/healthz",)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOGIN = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Claimed Metrics</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/assets/style.css"></head>
<body class="login"><main><h1>Claimed Metrics</h1><p>This server asks for its token.</p>
<form method="post" action="/login"><label>Token <input name="token" type="password" autofocus
autocomplete="current-password"></label> <button class="button">Open</button></form></main></body></html>"""


def policy(script_hashes: Iterable[str]) -> str:
    """The content security policy: nothing leaves the host, no script but our files and the one Dash writes."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}".strip(),
            # plotly, Mantine, AG Grid and Dash's renderer write style elements.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'self'",
            "form-action 'self'",
        ]
    )


def host_name(header: str) -> str:
    """The name in a Host header, without its port: [::1]:8050 → ::1."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() if header.count(":") == 1 else header.lower()


def is_allowed_host(header: str, hosts: Iterable[str]) -> bool:
    """Whether a Host header names this server; "*" among the hosts allows any address given as a number."""
    name, allowed = host_name(header), set(hosts)
    if name in allowed or name in LOOPBACK:
        return True
    return "*" in allowed and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _digest(token: str) -> str:
    return hashlib.sha256(f"claimed-metrics\0{token}".encode()).hexdigest()


def is_token(given: str, token: str) -> bool:
    """Compare in constant time, whatever the lengths."""
    return hmac.compare_digest(_digest(given), _digest(token))


def _may_enter(token: str) -> bool:
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith("Bearer ") and is_token(bearer.removeprefix("Bearer "), token):
        return True
    return hmac.compare_digest(request.cookies.get(COOKIE, ""), _digest(token))


def guard(server: Flask, token: str | None, hosts: Iterable[str]) -> None:
    """Check every request before anything else sees it."""
    allowed = tuple(hosts)

    @server.before_request
    def check() -> BaseResponse | None:
        if not is_allowed_host(request.host, allowed):
            words = f"This server does not answer to the name {host_name(request.host)!r}. Start it with --host or CLAIMS_HOSTS."
            return Response(words, 421, mimetype="text/plain")
        if not token or request.path in OPEN_PATHS or _may_enter(token):
            return None
        return _enter(token)


def _enter(token: str) -> BaseResponse:
    """Let somebody in who brings the token by form or link; the link loses it at once."""
    if request.path == "/assets/style.css":
        return Response(
            "body{font-family:system-ui;display:grid;place-items:center;min-height:90vh}", mimetype="text/css"
        )
    given = request.form.get("token", "") if request.method == "POST" else request.args.get("token", "")
    if given and is_token(given, token):
        answer = redirect("/" if request.path == "/login" else request.path, 303)
        answer.set_cookie(COOKIE, _digest(token), httponly=True, samesite="Strict", secure=request.is_secure)
        return answer
    if "text/html" in request.headers.get("Accept", ""):
        return Response(_LOGIN, 401, mimetype="text/html")
    return Response(
        "This server asks for its token: Authorization: Bearer …\n", 401, {"WWW-Authenticate": "Bearer"}, "text/plain"
    )


def add_headers(server: Flask, content_policy: str) -> None:
    """Put the headers on every answer."""

    @server.after_request
    def finish(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", content_policy)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers["Cache-Control"] = "no-store"
        return response
