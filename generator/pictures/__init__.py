"""Pictures: whether a file is one, how large it is, and what of it is published. The only unit that imports Pillow."""
