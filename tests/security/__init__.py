"""What a stranger, a colleague and an accident may not learn or break."""
