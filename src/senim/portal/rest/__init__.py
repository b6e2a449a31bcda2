"""The REST interface under /api/v1/, over the same actions and selectors as the pages and Open311.

`table` is the one list of operations: addresses, checks of what comes in and the OpenAPI description are made from it.
`shapes` turns typed dictionaries into JSON Schema; `answers` and `asked` are these dictionaries; `checking` holds what
comes in to its schema; `door` knows who asks, how often, and answers every refusal as a problem (RFC 9457);
`describe` makes the description; `catalogue`, `places`, `figures`, `filing`, `features` and `house` are the operations.
"""
