export const greeting = (): string => 'Grüße aus zwei Dateien ✓';
