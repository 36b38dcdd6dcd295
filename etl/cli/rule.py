"""`claims rule`: what a rule compares, with an example; without a code, the list of all."""

from difflib import get_close_matches

import typer

from etl.checks import rules_frame
from etl.errors import UsageError
from etl.lint.problem import OWN_RULES


def run(code: str) -> None:
    """Print one rule, or all of them."""
    typer.echo(explain(code) if code else catalogue())


def catalogue() -> str:
    """Every rule in a line."""
    rules = rules_frame()
    titles = dict(zip(rules["code"].to_list(), rules["title"].to_list(), strict=True)) | OWN_RULES
    width = max(map(len, titles))
    return "\n".join(f"{code:<{width}}  {titles[code]}" for code in sorted(titles))


def explain(code: str) -> str:
    """One rule with what it compares, its example, and how to select or ignore it."""
    rules = {row["code"]: row for row in rules_frame().iter_rows(named=True)}
    code = code.lower().replace("_", "-")
    if code in OWN_RULES:
        return f"{code}\n\n{OWN_RULES[code]}"
    if code not in rules:
        near = get_close_matches(code, [*rules, *OWN_RULES], 1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(f"{code}: there is no such rule. {hint}`claims rule` lists them.")
    rule = rules[code]
    return (
        f"{code}: {rule['title']}\n\n"
        f"compares   {rule['compares']}\n"
        f"example    {rule['example']}\n"
        f"type       {rule['type']}, as the checks table has it\n\n"
        f"only this  claims lint --select {code} PATH\n"
        f"not this   claims lint --ignore {code} PATH\n"
        f"not here   <!-- claims: ignore {code}: reason -->"
    )
