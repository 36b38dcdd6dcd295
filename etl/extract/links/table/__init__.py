"""Ties within a table and between its rows and the running text around it."""
