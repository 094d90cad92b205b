<?php
// Hashes known inputs, checks passwords, encodes bytes and encrypts text (needs: hash, openssl, zlib).
declare(strict_types=1);

$known = [
    'md5' => '900150983cd24fb0d6963f7d28e17f72',
    'sha1' => 'a9993e364706816aba3e25717850c26c9cd0d89d',
    'sha256' => 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'sha3-256' => '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532',
    'crc32b' => '352441c2',
    'adler32' => '024d0127',
];
foreach ($known as $algorithm => $hash) {
    echo str_pad($algorithm, 9), hash($algorithm, 'abc') === $hash ? 'right' : hash($algorithm, 'abc'), "\n";
}
$context = hash_init('sha256');
for ($i = 0; $i < 1000; $i++) {
    hash_update($context, str_repeat('a', 1000));
}
echo 'million a: ', hash_final($context), "\n";
file_put_contents('größe.txt', 'Größe');
echo 'file: ', substr(hash_file('sha512', 'größe.txt'), 0, 16), ' ', hash('xxh64', 'abc'), ' ', hash('fnv1a32', 'abc'), "\n";
echo 'hmac: ', hash_hmac('sha256', 'The quick brown fox jumps over the lazy dog', 'key'), "\n";
echo 'pbkdf2: ', hash_pbkdf2('sha1', 'password', 'salt', 2, 40), ' hkdf: ', bin2hex(hash_hkdf('sha256', str_repeat("\x0b", 22), 16, hex2bin('f0f1f2f3f4f5f6f7f8f9'), hex2bin('000102030405060708090a0b0c'))), "\n";

$stored = password_hash('Paßwort', PASSWORD_BCRYPT, ['cost' => 4]);
echo 'password: ', password_verify('Paßwort', $stored) ? 'right' : 'wrong', ' ', password_verify('Passwort', $stored) ? 'right' : 'wrong', ' ', password_get_info($stored)['algoName'], ' ', password_needs_rehash($stored, PASSWORD_BCRYPT, ['cost' => 5]) ? 'rehash' : 'keep', "\n";

$text = 'Grüße, 世界 ✓';
echo base64_encode($text), ' ', bin2hex($text), ' ', rawurlencode($text), "\n";
echo quoted_printable_encode('Prüfung = gut'), ' ', trim(convert_uuencode('Cat')), ' ', urlencode('a b&c'), ' ', http_build_query(['q' => 'ä', 'l' => [1, 2]]), "\n";
var_dump(base64_decode('YWJj!', true), @hex2bin('abc'));
parse_str('a=1&b[x]=ü&b[y]=%E4%B8%96', $query);
echo json_encode($query, JSON_UNESCAPED_UNICODE), ' ', parse_url('https://user@example.org:8080/a/b?x=1#f', PHP_URL_PORT), "\n";

$iv = random_bytes(12);
$key = random_bytes(32);
$sealed = openssl_encrypt($text, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag);
echo 'opened: ', openssl_decrypt($sealed, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag), ', tampered: ', var_export(openssl_decrypt($sealed ^ "\1", 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag), true), "\n";
echo 'aes: ', bin2hex(openssl_encrypt(hex2bin('6bc1bee22e409f96e93d7e117393172a'), 'aes-128-ecb', hex2bin('2b7e151628aed2a6abf7158809cf4f3c'), OPENSSL_RAW_DATA | OPENSSL_ZERO_PADDING)), "\n";
echo hash_equals('ab', 'ab') ? 'equal' : 'different', ' ', crc32('123456789') === 0xcbf43926 ? 'crc' : '-', ' ', base_convert('ff', 16, 2), ' ', strlen(uniqid()), ' ', str_rot13('Hallo'), ' ', md5(serialize(['ü' => [1, 2.5, null]])), "\n";
