"""Write: artifacts to disk, whole or not at all, and never over what is not ours."""
