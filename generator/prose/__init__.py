"""The text of modules: its blocks, read once and by one grammar, and the HTML that becomes of them."""
