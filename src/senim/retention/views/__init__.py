"""Pages of the life of data. Views hold no rules."""
