"""From what selectors answer to what the templates show. No query here."""
