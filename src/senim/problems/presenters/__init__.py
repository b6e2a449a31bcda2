"""From rows to what the pages show: words of the present language, in the order of the work."""
