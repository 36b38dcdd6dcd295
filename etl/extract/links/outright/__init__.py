"""Relations a text states outright: its words tie the figures, whether or not the arithmetic fits."""
