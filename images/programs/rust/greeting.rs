pub fn from(origin: &str) -> String {
    format!("Grüße aus {origin} ✓")
}
