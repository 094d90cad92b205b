// Hashes, encrypts, signs and derives keys, against published test values where there are any; needs the JDK's security providers.
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

public class Main {
    static final HexFormat HEX = HexFormat.of();

    public static void main(String[] args) throws Exception {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        for (String name : new String[] {"MD5", "SHA-1", "SHA-256", "SHA3-256"}) {
            System.out.printf("%-9s%s%n", name, HEX.formatHex(MessageDigest.getInstance(name).digest(abc)));
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        System.out.println("HMAC     " + HEX.formatHex(mac.doFinal("The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII))));
        var derive = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1");
        System.out.println("PBKDF2   " + HEX.formatHex(derive.generateSecret(new PBEKeySpec("password".toCharArray(), "salt".getBytes(), 4096, 160)).getEncoded()));

        Cipher block = Cipher.getInstance("AES/ECB/NoPadding"); // the example of FIPS 197
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HEX.parseHex("000102030405060708090a0b0c0d0e0f"), "AES"));
        System.out.println("AES      " + HEX.formatHex(block.doFinal(HEX.parseHex("00112233445566778899aabbccddeeff"))));

        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        random.nextBytes(nonce);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] sealed = gcm.doFinal("Streng geheim: Käse".getBytes(StandardCharsets.UTF_8));
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        System.out.println("GCM      " + sealed.length + " bytes, " + new String(gcm.doFinal(sealed), StandardCharsets.UTF_8));
        sealed[3] ^= 1;
        try {
            gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            gcm.doFinal(sealed);
        } catch (AEADBadTagException e) {
            System.out.println("GCM      forgery found");
        }

        for (String algorithm : new String[] {"Ed25519", "EC"}) {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            Signature signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(abc);
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.update(abc);
            boolean good = signature.verify(signed);
            signature.update("abd".getBytes());
            System.out.printf("%-9s%s %s%n", algorithm, good, signature.verify(signed));
        }
        KeyPair alice = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyPair bob = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement one = KeyAgreement.getInstance("X25519");
        one.init(alice.getPrivate());
        one.doPhase(bob.getPublic(), true);
        KeyAgreement two = KeyAgreement.getInstance("X25519");
        two.init(bob.getPrivate());
        two.doPhase(alice.getPublic(), true);
        System.out.println("X25519   same secret: " + MessageDigest.isEqual(one.generateSecret(), two.generateSecret()));

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry("geheim", new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")), new KeyStore.PasswordProtection("pass".toCharArray()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, "pass".toCharArray());
        KeyStore read = KeyStore.getInstance("PKCS12");
        read.load(new ByteArrayInputStream(bytes.toByteArray()), "pass".toCharArray());
        System.out.println("PKCS12   " + MessageDigest.isEqual(read.getKey("geheim", "pass".toCharArray()).getEncoded(), key));
        System.out.println("Base64   " + Base64.getEncoder().encodeToString("Größe".getBytes(StandardCharsets.UTF_8)) + " " + new String(Base64.getUrlDecoder().decode("4pyT"), StandardCharsets.UTF_8));
        System.out.println("UUID     " + UUID.nameUUIDFromBytes(abc) + " " + UUID.randomUUID().version());
        try {
            MessageDigest.getInstance("ROT-13");
        } catch (NoSuchAlgorithmException e) {
            System.out.println("no ROT-13");
        }
    }
}
