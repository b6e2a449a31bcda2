"""Plain files in: tables, moments, coordinates, and what is odd about them. Nothing here needs a database."""
