throw new Error('Überlauf ✓');
