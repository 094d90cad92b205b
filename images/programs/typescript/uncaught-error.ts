const message: string = 'Überlauf ✓';
throw new Error(message);
