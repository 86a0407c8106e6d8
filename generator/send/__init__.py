"""Send: each handbook to its own person, once, or listed as in doubt."""
