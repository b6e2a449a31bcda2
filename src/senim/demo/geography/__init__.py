"""The invented land: `build(seed)` gives areas, streets, houses, places and police points as plain data."""

from senim.demo.geography.build import CITY, COUNTRY, DISTRICT, REGION, RURAL, build
from senim.demo.geography.model import Geography, House, Land, Place, PolicePoint, Street, Words
from senim.demo.geography.places import address

__all__ = [
    "CITY", "COUNTRY", "DISTRICT", "REGION", "RURAL", "Geography", "House", "Land", "Place", "PolicePoint",
    "Street", "Words", "address", "build",
]
