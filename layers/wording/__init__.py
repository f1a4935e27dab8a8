"""From a slice to sentences: words in one language, search, comparison, cards, sources."""
