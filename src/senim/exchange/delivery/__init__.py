"""How events leave for partners: the address, the signature, the request."""
