"""Every write of a reception: booked, settled, entered, held on the road."""
