"""Pages: for whoever writes, for the named officers, for those who name them."""
