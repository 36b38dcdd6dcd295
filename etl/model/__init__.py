"""What crosses the borders between stages: documents, quantities, periods, claims, links, findings, tables."""
