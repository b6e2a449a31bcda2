"""People's ways through the whole house in a real browser."""
