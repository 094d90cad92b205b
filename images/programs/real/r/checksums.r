# Hashes known inputs with many algorithms, files and objects, and encodes bytes (needs: digest).
library(digest)

known <- c(
  md5 = "900150983cd24fb0d6963f7d28e17f72",
  sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d",
  crc32 = "352441c2",
  sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  sha512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  xxhash32 = "32d153ff", xxhash64 = "44bc2cf5ad770999", murmur32 = "b3dd93fa", blake3 = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
)
for (name in names(known)) cat(sprintf("%-9s %s\n", name, digest("abc", name, serialize = FALSE) == known[[name]]))
cat("million a:", digest(strrep("a", 1e6), "sha256", serialize = FALSE), "\n")
cat("umlaut:", substr(digest(enc2utf8("Größe"), "sha256", serialize = FALSE), 1, 16), sha1(1:3) == sha1(c(1L, 2L, 3L)), "\n")
writeBin(charToRaw("abc"), "abc.bin")
cat("file:", digest("abc.bin", "md5", file = TRUE) == tools::md5sum("abc.bin"), digest(file = "abc.bin", algo = "sha256", length = 2) == digest("ab", "sha256", serialize = FALSE), tools::sha256sum("abc.bin") == known[["sha256"]], "\n")
cat("hmac:", hmac("key", "The quick brown fox jumps over the lazy dog", "sha256"), "\n")
cat("same object:", digest(list(a = 1, b = "ü")) == digest(list(a = 1, b = "ü")), digest(1L) == digest(1), length(getVDigest()(c("a", "b"), serialize = FALSE)), "\n")

key <- as.raw(strtoi(substring("2b7e151628aed2a6abf7158809cf4f3c", seq(1, 31, 2), seq(2, 32, 2)), 16L))
block <- as.raw(strtoi(substring("6bc1bee22e409f96e93d7e117393172a", seq(1, 31, 2), seq(2, 32, 2)), 16L))
aes <- AES(key, mode = "ECB")
cat("aes:", paste(aes$encrypt(block), collapse = ""), identical(aes$decrypt(aes$encrypt(block), raw = TRUE), block), "\n")

base64 <- function(bytes) {
  alphabet <- c(LETTERS, letters, 0:9, "+", "/")
  padding <- (3 - length(bytes) %% 3) %% 3
  bits <- as.vector(vapply(as.integer(c(bytes, raw(padding))), function(byte) as.integer(rev(intToBits(byte)[1:8])), integer(8)))
  digits <- colSums(matrix(bits, 6) * 2^(5:0))
  text <- alphabet[digits + 1]
  if (padding) text[length(text) - seq_len(padding) + 1] <- "="
  paste(text, collapse = "")
}
cat("base64:", base64(charToRaw("Grüße, 世界 ✓")), base64(charToRaw("Cat")), jsonlite::base64_dec("R3LDvMOfZQ==") |> rawToChar() |> (\(x) { Encoding(x) <- "UTF-8"; x })(), "\n")
cat("url:", utils::URLencode("a b&ü=世", reserved = TRUE), utils::URLdecode("%E4%B8%96"), "\n")
cat("bits:", bitwXor(0xF0L, 0xFFL), bitwShiftL(1L, 10L), strtoi("ff", 16), strtoi("0777", 8), as.hexmode(255) |> format(), rev(utf8ToInt("Ω")), "\n")

merkle <- function(leaves) {
  if (length(leaves) == 1) return(leaves)
  if (length(leaves) %% 2) leaves <- c(leaves, leaves[length(leaves)])
  merkle(vapply(seq(1, length(leaves), 2), function(i) digest(paste0(leaves[i], leaves[i + 1]), "sha256", serialize = FALSE), ""))
}
leaves <- vapply(c("eins", "zwei", "drei"), digest, "", algo = "sha256", serialize = FALSE)
cat("merkle:", substr(merkle(leaves), 1, 16), merkle(leaves) == merkle(rev(leaves)), "\n")
