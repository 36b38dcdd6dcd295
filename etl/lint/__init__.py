"""Documents to problems a writer can mend: what does not add up, where, and why."""
