// Maps records with dates, optional and renamed fields to JSON and back; needs jackson-databind, -annotations and -datatype-jsr310.
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

public class Main {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(value = Talk.class, name = "talk"), @JsonSubTypes.Type(value = Break.class, name = "break")})
    interface Slot { }

    @JsonPropertyOrder({"title", "length", "tags"})
    record Talk(String title, Duration length, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) implements Slot {
        Talk {
            tags = tags == null ? List.of() : tags; // which is not written when it is empty
        }
    }

    @JsonPropertyOrder({"length"})
    record Break(Duration length) implements Slot { }

    @JsonPropertyOrder({"name", "opens-on", "created", "slots"})
    record Event(String name, @JsonProperty("opens-on") LocalDate opens, Instant created, List<Slot> slots) {
        @JsonIgnore
        Duration total() {
            return slots.stream().map(slot -> slot instanceof Talk t ? t.length() : ((Break) slot).length()).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** Parameters are bound by their names, which the compiler has to keep. */
    static class Point {
        final int x;
        final int y;

        @com.fasterxml.jackson.annotation.JsonCreator
        Point(@JsonProperty("x") int x, @JsonProperty("y") int y) {
            this.x = x;
            this.y = y;
        }
    }

    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        Event event = new Event("Größentag", LocalDate.of(2024, 2, 29), Instant.ofEpochSecond(1_700_000_000),
            List.of(new Talk("日本語の文字", Duration.ofMinutes(45), List.of("text", "i18n")), new Break(Duration.ofMinutes(15)),
                new Talk("Ende", Duration.ofMinutes(90), List.of())));
        String json = mapper.writeValueAsString(event);
        System.out.println(json);
        Event read = mapper.readValue(json, Event.class);
        System.out.println("same: " + read.equals(event) + ", in all " + read.total());

        ObjectNode tree = (ObjectNode) mapper.readTree(json);
        tree.putObject("place").put("city", "Zürich").put("seats", 120);
        JsonNode title = tree.at("/slots/0/title");
        System.out.println(title.asText() + " / " + tree.at("/place/city").asText() + " / missing: " + tree.at("/slots/9").isMissingNode());
        Point point = mapper.readValue("{\"y\": 4, \"x\": 3}", Point.class);
        System.out.println("distance " + Math.hypot(point.x, point.y));
        try {
            mapper.readValue("{\"x\": 1, \"z\": 2}", Point.class);
        } catch (UnrecognizedPropertyException e) {
            System.out.println("unknown property " + e.getPropertyName());
        }
    }
}
