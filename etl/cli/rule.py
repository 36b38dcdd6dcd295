"""`claims rule`: the catalogue of checks."""

import typer

from etl.checks import rules_frame
from etl.errors import UsageError


def run(code: str) -> None:
    """List the checks, or explain one."""
    rules = rules_frame().sort("code").to_dicts()
    if not code:
        for rule in rules:
            typer.echo(f"{rule['code']}  {rule['title']}")
        return
    found = next((rule for rule in rules if rule["code"].lower() == code.lower()), None)
    if found is None:
        raise UsageError(f"{code}: there is no such check. Known are: {', '.join(rule['code'] for rule in rules)}.")
    typer.echo(f"{found['code']}  {found['title']} ({found['type']})\n{found['compares']}\nExample: {found['example']}")
