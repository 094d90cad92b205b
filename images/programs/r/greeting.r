greeting <- function(origin) paste("Grüße aus", origin, "✓")
