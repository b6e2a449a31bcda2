#: The release; pyproject.toml, publiccode.yml and the changelog say the same (tests/upgrade).
__version__ = "0.1.0"
