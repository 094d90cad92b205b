# Installs exactly the versions of a list: install.R LIST LIBRARY [MIRROR]
#
# A mirror serves the newest version of a package, and older ones from its archive. What the list names is fetched from either
# into a repository of its own, from which R then installs it, in the order that the packages need.

options(warn = 2, timeout = 600, Ncpus = parallel::detectCores())

arguments <- commandArgs(trailingOnly = TRUE)
wanted <- read.table(arguments[1L], col.names = c("name", "version"), colClasses = "character")
mirror <- if (length(arguments) > 2L && nzchar(arguments[3L])) arguments[3L] else {
  utils::chooseCRANmirror(graphics = FALSE, ind = 1L)
  getOption("repos")[["CRAN"]]
}

contrib <- contrib.url(mirror, "source")
served <- available.packages(contrib, filters = list())
own <- paste0("file://", tempdir(), "/repository")
target <- sub("^file://", "", contrib.url(own, "source"))
dir.create(target, recursive = TRUE)

fetch <- function(name, version) {
  file <- sprintf("%s_%s.tar.gz", name, version)
  newest <- name %in% served[, "Package"] && version %in% served[served[, "Package"] == name, "Version"]
  url <- if (newest) paste(contrib, file, sep = "/") else paste(contrib, "Archive", name, file, sep = "/")
  tryCatch(
    download.file(url, file.path(target, file), mode = "wb", quiet = TRUE),
    error = function(e) stop(sprintf("%s %s cannot be had from %s: %s", name, version, url, conditionMessage(e)), call. = FALSE))
}

invisible(Map(fetch, wanted$name, wanted$version))
tools::write_PACKAGES(target, type = "source")

# A list that names a package and not what it needs would fail at its users'.
needed <- unlist(tools::package_dependencies(wanted$name, available.packages(contrib.url(own, "source"), filters = list()), recursive = TRUE))
missing <- setdiff(needed, c(wanted$name, rownames(installed.packages(priority = "base"))))
if (length(missing)) stop("the list lacks what its packages need: ", paste(missing, collapse = ", "))

install.packages(wanted$name, arguments[2L], repos = own, type = "source")

installed <- installed.packages(arguments[2L])
there <- installed[match(wanted$name, installed[, "Package"]), "Version"]
wrong <- is.na(there) | there != wanted$version
if (any(wrong)) stop("not installed as the list says: ", paste(wanted$name[wrong], wanted$version[wrong], collapse = ", "))
