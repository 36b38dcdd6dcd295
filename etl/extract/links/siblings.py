"""Parts of one whole add up to that, and none of them is the sum of others among them."""

from collections.abc import Iterable

from etl.model.claim import Link, Relation


def parts_of_sums(sums: Iterable[Link]) -> dict[str, str]:
    """For each claim that is part of a sum that fits, the last such sum."""
    known: dict[str, str] = {}
    for tie in sums:
        if tie.relation is Relation.PARTS and not tie.certain:
            known |= {claim: tie.link_id for role, claim in tie.members if role != "total"}
    return known


def adds_siblings(tie: Link, known: dict[str, str]) -> bool:
    """Whether a sum that accuses is made of parts of one known sum, the total among them."""
    if not (tie.certain and tie.relation is Relation.PARTS and tie.members[-1][0] == "total"):
        return False
    sums = {known.get(claim) for _, claim in tie.members}
    return len(sums) == 1 and None not in sums
