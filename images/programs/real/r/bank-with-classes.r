# Bank accounts with R6, S4, S3 and closures: inheritance, validity, operators and conditions of their own (needs: R6).
library(R6)

insufficient <- function(owner, missing) {
  structure(class = c("insufficient", "error", "condition"), list(message = sprintf("%s fehlen %.2f €", owner, missing), missing = missing, call = NULL))
}
Account <- R6Class("Account",
  public = list(
    owner = NULL,
    initialize = function(owner, start = 0) {
      self$owner <- owner
      private$entries <- start
      private$count$opened <- private$count$opened + 1
    },
    deposit = function(amount) {
      stopifnot("Betrag muss positiv sein" = amount > 0)
      private$entries <- c(private$entries, amount)
      invisible(self)
    },
    withdraw = function(amount) {
      if (amount > self$balance) stop(insufficient(self$owner, amount - self$balance))
      private$entries <- c(private$entries, -amount)
      invisible(self)
    },
    print = function(...) cat(sprintf("<%s> %s: %.2f €\n", class(self)[1], self$owner, self$balance))
  ),
  active = list(
    balance = function(value) if (missing(value)) sum(private$entries) else stop("nur lesbar", call. = FALSE),
    opened = function() private$count$opened
  ),
  private = list(entries = NULL, count = list2env(list(opened = 0)))
)

Savings <- R6Class("Savings",
  inherit = Account,
  public = list(
    rate = 0.0325,
    withdraw = function(amount) {
      super$withdraw(amount + 1)
      cat("Gebühr 1 €\n")
    },
    year = function() self$deposit(round(self$balance * self$rate, 2))
  )
)

zoe <- Account$new("Zoë", 100)$deposit(50.5)$withdraw(20)
saver <- Savings$new("李", 1000)
print(zoe)
saver$year()$year()$withdraw(10)
print(saver)
for (action in list(\() zoe$withdraw(500), \() zoe$deposit(-1), \() zoe$balance <- 7, \() zoe$nichts())) {
  tryCatch(action(), insufficient = \(e) cat("zu wenig:", conditionMessage(e), e$missing, "\n"), error = \(e) cat("Fehler:", conditionMessage(e), "\n"))
}
copy <- zoe$clone()$deposit(1)
cat(copy$balance - zoe$balance, inherits(saver, "Account"), zoe$opened, paste(class(saver), collapse = " < "), "\n")

setClass("Money", representation(cents = "numeric", currency = "character"), validity = function(object) if (length(object@cents) != length(object@currency)) "Längen" else TRUE)
setMethod("Arith", signature("Money", "Money"), function(e1, e2) {
  if (e1@currency != e2@currency) stop("verschiedene Währungen")
  new("Money", cents = callGeneric(e1@cents, e2@cents), currency = e1@currency)
})
setMethod("show", "Money", function(object) cat(sprintf("%.2f %s\n", object@cents / 100, object@currency)))
new("Money", cents = 1050, currency = "EUR") + new("Money", cents = 295, currency = "EUR")
cat(tryCatch(new("Money", cents = 1:2, currency = "EUR"), error = \(e) "ungültig"), isVirtualClass("Money"), existsMethod("show", "Money"), "\n")

"+.vector2" <- function(e1, e2) structure(unclass(e1) + unclass(e2), class = "vector2")
format.vector2 <- function(x, ...) sprintf("(%s)", paste(unclass(x), collapse = "; "))
cat(format(structure(c(1, 2), class = "vector2") + structure(c(3, 4.5), class = "vector2")), "\n")
counter <- local({ n <- 0; function() n <<- n + 1 })
cat(replicate(3, counter()), environmentName(environment(sd)), "\n")
