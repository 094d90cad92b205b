# A certificate authority of our own, and what it signs. Sourced after common.sh; `pki` is the directory to write to.
# shellcheck shell=bash disable=SC2154  # the sourcing script sets pki

authority() {
    [[ -s $pki/ca.crt ]] && return
    mkdir -p "$pki"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj "/CN=$1" \
        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
        -keyout "$pki/ca.key" -out "$pki/ca.partial"
    mv "$pki/ca.partial" "$pki/ca.crt"
}

# certificate NAME SUBJECT [ALTERNATIVE-NAMES]: a key and a certificate for clients and, with names, for servers.
certificate() {
    local name=$1 subject=$2 alternatives=${3-}
    [[ -s $pki/$name.crt ]] && return
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "$subject" \
        -keyout "$pki/$name.key" -out "$pki/$name.csr"
    openssl x509 -req -in "$pki/$name.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 3650 \
        -out "$pki/$name.partial" -extfile <(
            echo 'keyUsage=critical,digitalSignature'
            echo 'extendedKeyUsage=serverAuth,clientAuth'
            [[ -z $alternatives ]] || echo "subjectAltName=$alternatives"
        )
    mv "$pki/$name.partial" "$pki/$name.crt"
    rm "$pki/$name.csr"
}
