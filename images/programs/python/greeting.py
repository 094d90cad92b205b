def greeting():
    return "Grüße aus zwei Dateien ✓"
