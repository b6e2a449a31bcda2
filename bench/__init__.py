"""The figures: measured as whole processes over HTTP, on SQLite and PostgreSQL, beside a peer where one is running."""
