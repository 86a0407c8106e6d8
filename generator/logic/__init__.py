"""What follows from what: truth, residues, specificity, tables and dates. Pure functions over the model."""
