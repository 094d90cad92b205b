// Keeps an inventory as a JSON file, with generic types, a type adapter and trees; needs gson.
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Main {
    static class Part {
        @SerializedName("part-name") String name;
        int stock;
        LocalDate counted;
        transient boolean dirty = true;

        Part() { }

        Part(String name, int stock, LocalDate counted) {
            this.name = name;
            this.stock = stock;
            this.counted = counted;
        }
    }

    public static void main(String[] args) throws IOException {
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .registerTypeAdapter(LocalDate.class, (JsonSerializer<LocalDate>) (date, type, context) -> new JsonPrimitive(date.toString()))
            .registerTypeAdapter(LocalDate.class, (JsonDeserializer<LocalDate>) (json, type, context) -> LocalDate.parse(json.getAsString()))
            .create();
        Map<String, List<Part>> shelves = new TreeMap<>();
        shelves.put("A", List.of(new Part("Flügelmutter <M8>", 400, LocalDate.of(2023, 12, 31)), new Part("ボルト", 25, LocalDate.of(2024, 2, 29))));
        shelves.put("B", List.of(new Part("Гайка", 0, LocalDate.of(2024, 1, 2))));

        Path file = Path.of("inventory.json");
        Files.writeString(file, gson.toJson(shelves));
        System.out.println(Files.readString(file));

        Map<String, List<Part>> read = gson.fromJson(Files.readString(file), new TypeToken<Map<String, List<Part>>>() { }.getType());
        read.forEach((shelf, parts) -> parts.forEach(part -> {
            if (part.stock < 100) {
                System.out.println("reorder " + shelf + ": " + part.name + " (counted " + part.counted.getDayOfWeek() + ")");
            }
        }));

        JsonObject tree = JsonParser.parseString("{\"orders\":[{\"n\":3},{\"n\":4.5}],\"note\":\"\\u00fcber\"}").getAsJsonObject();
        JsonArray orders = tree.getAsJsonArray("orders");
        double sum = 0;
        for (var order : orders) {
            sum += order.getAsJsonObject().get("n").getAsDouble();
        }
        System.out.println(tree.get("note").getAsString() + " " + sum);
        try {
            gson.fromJson("{\"stock\": \"many\"}", Part.class);
        } catch (JsonSyntaxException e) {
            System.out.println("rejected: " + e.getCause().getClass().getSimpleName());
        }
    }
}
