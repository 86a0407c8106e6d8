"""What WeasyPrint 70 leaves wrong in the tags of a PDF, put right before the objects are written."""
