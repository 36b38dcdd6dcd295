"""Weights of signs by logistic regression, and what they reach on documents left out of learning.

A row is (document, figure, signs, whether meant, …): one way to take a figure, of which the best counts.
"""

from collections import Counter

import numpy as np

from tests.training.gold import folds_of

FOLDS, SHRINK, LEAST = 8, 30.0, 12


def matrix(rows):
    """The names of the signs that are not rare, their values with a last column of ones, and the width each is scaled by."""
    counts = Counter(sign for row in rows for sign in row[2])
    names = sorted(sign for sign, count in counts.items() if count >= LEAST)
    place = {sign: column for column, sign in enumerate(names)}
    values = np.zeros((len(rows), len(names) + 1))
    values[:, -1] = 1.0
    for number, row in enumerate(rows):
        for sign, value in row[2].items():
            if sign in place:
                values[number, place[sign]] = value
    width = values.std(axis=0)
    width[width == 0] = 1.0
    return names, values / width, width


def fit(values, meant, weight):
    """The weights, shrunk towards nothing but for the last."""
    weights, ridge = np.zeros(values.shape[1]), np.full(values.shape[1], SHRINK)
    ridge[-1] = 0.01
    for _ in range(40):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (weight * (chance - meant)) + ridge * weights
        curve = (values * (weight * chance * (1 - chance))[:, None]).T @ values + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-4:
            break
    return weights


def scores_left_out(rows, values, learn):
    """The score of each row by weights learned from other documents; `learn` is told which rows to learn from."""
    fold = folds_of([row[0] for row in rows], FOLDS, shuffled=True)
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        scores[fold == number] = values[fold == number] @ learn(np.flatnonzero(fold != number))
    return scores


def best_of_figures(rows, scores):
    """The best score of each figure, named by its document, its place, and whether it is meant."""
    best = {}
    for score, row in zip(scores, rows, strict=True):
        figure = row[0], row[1], row[3]
        best[figure] = max(best.get(figure, score), score)
    return best


def print_reached(best, bars, sure=frozenset()):
    """Print how many slips and how many others come over each bar, or are sure without."""
    for bar in bars:
        found = [figure for figure, score in best.items() if score > bar or figure in sure]
        slips = sum(is_slip > 0 for *_, is_slip in found)
        print(f"bar {bar} slips found {slips} false alarms {len(found) - slips}")
