"""Every write of the cabinet: keyword-only, one transaction, an audit event in it."""
