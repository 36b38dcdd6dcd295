"""The wording of a metric: what the rules found, completed by the words of the text that most likely belong to it."""
