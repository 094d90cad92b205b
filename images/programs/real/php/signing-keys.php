<?php
// Makes key pairs, signs, and checks a certificate that it issues itself (needs: openssl).
declare(strict_types=1);

foreach ([['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'], ['private_key_type' => OPENSSL_KEYTYPE_RSA, 'private_key_bits' => 1024]] as $options) {
    $pair = openssl_pkey_new($options);
    if ($pair === false) {
        while ($message = openssl_error_string()) {
            echo $message, "\n";
        }
        exit(1);
    }
    openssl_sign('Vertrag', $signature, $pair, OPENSSL_ALGO_SHA256);
    $public = openssl_pkey_get_details($pair)['key'];
    echo 'signed: ', openssl_verify('Vertrag', $signature, $public, OPENSSL_ALGO_SHA256), ' ', openssl_verify('Betrug', $signature, $public, OPENSSL_ALGO_SHA256), ' ', strtok($public, "\n"), "\n";
}
$request = openssl_csr_new(['commonName' => 'example.org', 'organizationName' => 'Müller & Söhne'], $pair, ['digest_alg' => 'sha256']);
$certificate = openssl_x509_parse(openssl_csr_sign($request, null, $pair, 1, ['digest_alg' => 'sha256'], 7));
echo $certificate['subject']['CN'], ' ', $certificate['subject']['O'], ' ', $certificate['serialNumber'], "\n";
