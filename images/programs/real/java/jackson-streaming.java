// Writes 5000 JSON events one by one to a file and sums them while streaming; needs jackson-core.
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

public class Main {
    static final String[] SENSORS = {"außen", "innen", "кухня", "屋根"};

    public static void main(String[] args) throws IOException {
        JsonFactory factory = new JsonFactory();
        File file = File.createTempFile("events", ".json");
        file.deleteOnExit();
        try (JsonGenerator out = factory.createGenerator(file, JsonEncoding.UTF8)) {
            out.writeStartArray();
            for (int i = 0; i < 5000; i++) {
                out.writeStartObject();
                out.writeNumberField("id", i);
                out.writeStringField("sensor", SENSORS[i % SENSORS.length]);
                out.writeNumberField("value", (i * 7919L) % 1000 / 8.0);
                if (i % 100 == 0) {
                    out.writeNullField("note");
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        System.out.println("file: " + file.length() + " bytes");

        Map<String, double[]> sums = new TreeMap<>();
        int nulls = 0;
        try (JsonParser in = factory.createParser(file)) {
            String sensor = null;
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.VALUE_NULL) {
                    nulls++;
                } else if (in.currentToken() == JsonToken.VALUE_STRING) {
                    sensor = in.getText();
                } else if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                    double[] sum = sums.computeIfAbsent(sensor, key -> new double[2]);
                    sum[0] += in.getDoubleValue();
                    sum[1]++;
                }
            }
        }
        sums.forEach((sensor, sum) -> System.out.printf("%s: %.0f values, mean %.4f%n", sensor, sum[1], sum[0] / sum[1]));
        System.out.println("nulls: " + nulls);

        try (JsonParser in = factory.createParser("[1, 2,, 3]")) {
            while (in.nextToken() != null) { }
        } catch (JsonParseException e) {
            System.out.println("bad token in column " + e.getLocation().getColumnNr());
        }
    }
}
