"""guidegen: one body of advice, and for every reader exactly the part that is true for them."""

__version__ = "0.1.0"
