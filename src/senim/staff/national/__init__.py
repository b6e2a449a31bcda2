"""Sign-in with a national identity by OpenID Connect: off until an installation names its provider."""
