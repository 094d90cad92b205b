// Uses Guava's collections, ranges, strings, graphs, hashing and failures; needs guava and failureaccess.
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeBasedTable;
import com.google.common.collect.TreeMultiset;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import com.google.common.hash.Hashing;
import com.google.common.math.BigIntegerMath;
import com.google.common.math.IntMath;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import com.google.common.util.concurrent.internal.InternalFutures;
import java.nio.charset.StandardCharsets;
import java.util.List;

public class Main {
    /** A task that is known to have failed, without asking it for its result. */
    static final class Failed extends InternalFutureFailureAccess {
        @Override protected Throwable tryInternalFastPathGetFailure() {
            return new IllegalStateException("Überlauf");
        }
    }

    public static void main(String[] args) {
        List<String> words = Splitter.on(',').trimResults().omitEmptyStrings().splitToList("Äpfel, Birnen,, Kirschen ,Äpfel, Feigen");
        System.out.println(TreeMultiset.create(words));
        ImmutableListMultimap<Integer, String> byLength = Multimaps.index(words, String::length);
        System.out.println(Joiner.on("; ").withKeyValueSeparator("=").join(byLength.asMap()));

        TreeBasedTable<String, Integer, Double> sales = TreeBasedTable.create();
        sales.put("Nord", 2023, 10.5);
        sales.put("Süd", 2023, 8.25);
        sales.put("Nord", 2024, 12.0);
        System.out.println(sales.column(2023) + " " + sales.row("Nord"));

        ImmutableRangeMap<Integer, String> grades = ImmutableRangeMap.<Integer, String>builder()
            .put(Range.closedOpen(0, 50), "mangelhaft").put(Range.closedOpen(50, 80), "gut").put(Range.atLeast(80), "sehr gut").build();
        System.out.println(grades.get(49) + ", " + grades.get(50) + ", " + grades.get(99));
        HashBiMap<String, String> capitals = HashBiMap.create();
        capitals.put("Österreich", "Wien");
        System.out.println(capitals.inverse().get("Wien"));
        System.out.println(Lists.partition(List.of(1, 2, 3, 4, 5), 2) + " " + Sets.powerSet(Sets.newTreeSet(List.of(1, 2, 3))).size());

        MutableGraph<String> graph = GraphBuilder.directed().build();
        graph.putEdge("a", "b");
        graph.putEdge("b", "c");
        System.out.println("cycle: " + Graphs.hasCycle(graph) + ", from a: " + Sets.newTreeSet(Graphs.reachableNodes(graph, "a")));
        graph.putEdge("c", "a");
        System.out.println("cycle: " + Graphs.hasCycle(graph));

        System.out.println(Hashing.sha256().hashString("abc", StandardCharsets.UTF_8));
        System.out.println(Hashing.crc32().hashString("123456789", StandardCharsets.UTF_8).toString());
        System.out.println(BigIntegerMath.factorial(25) + " " + IntMath.gcd(84, 126) + " " + BigIntegerMath.binomial(50, 25));
        System.out.println(InternalFutures.tryInternalFastPathGetFailure(new Failed()).getMessage());
    }
}
