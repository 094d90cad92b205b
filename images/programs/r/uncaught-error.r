stop("Überlauf ✓")
