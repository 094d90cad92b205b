package greeting

// From greets.
func From(origin string) string {
	return "Grüße aus " + origin + " ✓"
}
