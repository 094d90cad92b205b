raise ValueError("Überlauf ✓")
