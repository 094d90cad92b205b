exports.greeting = () => 'Grüße aus zwei Dateien ✓';
