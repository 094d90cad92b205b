// Hashes and encodes known inputs and compares names by their sound; needs commons-codec.
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Adler32;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.codec.language.Soundex;
import org.apache.commons.codec.net.QuotedPrintableCodec;
import org.apache.commons.codec.net.URLCodec;

public class Main {
    public static void main(String[] args) throws Exception {
        String text = "Größe: 15 µm ✓";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.println("md5     " + DigestUtils.md5Hex("abc"));
        System.out.println("sha1    " + DigestUtils.sha1Hex("abc"));
        System.out.println("sha256  " + DigestUtils.sha256Hex("abc"));
        System.out.println("sha3    " + DigestUtils.sha3_256Hex("abc"));
        System.out.println("hmac    " + new HmacUtils(HmacAlgorithms.HMAC_SHA_256, "Jefe").hmacHex("what do ya want for nothing?"));
        System.out.println("murmur  " + Integer.toHexString(MurmurHash3.hash32x86("hello".getBytes(StandardCharsets.US_ASCII))));

        Path file = Path.of("data.bin");
        Files.write(file, new byte[1_000_000]);
        System.out.println("zeros   " + DigestUtils.sha256Hex(Files.newInputStream(file)));
        Adler32 adler = new Adler32();
        adler.update("Wikipedia".getBytes(StandardCharsets.US_ASCII));
        System.out.println("adler   " + Long.toHexString(adler.getValue()));

        String hex = Hex.encodeHexString(bytes);
        String base32 = new Base32().encodeToString(bytes);
        String base64 = Base64.encodeBase64URLSafeString(bytes);
        System.out.println(hex + "\n" + base32 + "\n" + base64);
        System.out.println(new String(Hex.decodeHex(hex), StandardCharsets.UTF_8).equals(text) + " "
            + new String(new Base32().decode(base32), StandardCharsets.UTF_8).equals(text) + " "
            + new String(Base64.decodeBase64(base64), StandardCharsets.UTF_8).equals(text));
        System.out.println(new URLCodec().encode(text) + " " + new URLCodec().decode("na%C3%AFve+caf%C3%A9"));
        System.out.println(new QuotedPrintableCodec().encode("Grüße=1"));

        ColognePhonetic cologne = new ColognePhonetic();
        for (String name : new String[] {"Meyer", "Maier", "Müller-Lüdenscheidt", "Wikipedia"}) {
            System.out.println(name + " " + cologne.encode(name));
        }
        System.out.println(new Soundex().encode("Robert") + " " + new Soundex().encode("Rupert") + " " + new DoubleMetaphone().encode("Thompson"));
        System.out.println("Meyer ~ Mayr: " + cologne.isEncodeEqual("Meyer", "Mayr"));
        try {
            Hex.decodeHex("abc");
        } catch (DecoderException e) {
            System.out.println("odd number of digits rejected");
        }
    }
}
