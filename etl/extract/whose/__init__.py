"""Whose each figure is: the candidates for its subject, the signs that speak for each, and the choice among them."""
