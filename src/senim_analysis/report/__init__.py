"""One HTML file that needs nothing else: no network, no script, three languages, on paper as on a screen."""
