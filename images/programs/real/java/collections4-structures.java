// Counts, maps both ways, looks up prefixes and evicts the least recently used; needs commons-collections4.
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.collections4.Bag;
import org.apache.commons.collections4.BidiMap;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.collections4.IterableUtils;
import org.apache.commons.collections4.IteratorUtils;
import org.apache.commons.collections4.ListUtils;
import org.apache.commons.collections4.MultiValuedMap;
import org.apache.commons.collections4.Trie;
import org.apache.commons.collections4.bag.TreeBag;
import org.apache.commons.collections4.bidimap.TreeBidiMap;
import org.apache.commons.collections4.iterators.PermutationIterator;
import org.apache.commons.collections4.map.CaseInsensitiveMap;
import org.apache.commons.collections4.map.LRUMap;
import org.apache.commons.collections4.multimap.ArrayListValuedHashMap;
import org.apache.commons.collections4.queue.CircularFifoQueue;
import org.apache.commons.collections4.trie.PatriciaTrie;

public class Main {
    public static void main(String[] args) {
        Bag<String> letters = new TreeBag<>(Arrays.asList("straßenbahnhaltestelle".split("")));
        StringBuilder counts = new StringBuilder();
        for (String letter : letters.uniqueSet()) {
            counts.append(letter).append(letters.getCount(letter)).append(' ');
        }
        System.out.println(counts.toString().strip());

        Trie<String, Integer> towns = new PatriciaTrie<>();
        for (String town : List.of("Hamburg", "Hameln", "Hamm", "Hanau", "Hannover", "Köln", "Kölleda")) {
            towns.put(town, town.length());
        }
        System.out.println(towns.prefixMap("Ham").keySet() + " " + towns.prefixMap("Köl").keySet());

        BidiMap<String, Integer> atoms = new TreeBidiMap<>();
        atoms.put("Wasserstoff", 1);
        atoms.put("Sauerstoff", 8);
        atoms.put("Helium", 2);
        System.out.println(atoms + " 8 is " + atoms.getKey(8) + " " + atoms.inverseBidiMap());

        MultiValuedMap<Boolean, Integer> parity = new ArrayListValuedHashMap<>();
        for (int n = 1; n <= 9; n++) {
            parity.put(n % 2 == 0, n * n);
        }
        System.out.println(parity.get(true) + " " + parity.get(false));

        LRUMap<String, Integer> recent = new LRUMap<>(3);
        for (String page : "a b c a d".split(" ")) {
            recent.merge(page, 1, Integer::sum);
        }
        System.out.println(new TreeSet<>(recent.keySet()) + " " + recent.get("a"));

        CircularFifoQueue<Integer> last = new CircularFifoQueue<>(4);
        for (int i = 1; i <= 10; i++) {
            last.add(i * 10);
        }
        System.out.println(last);
        System.out.println(CollectionUtils.subtract(List.of(1, 2, 2, 3), List.of(2)) + " " + ListUtils.longestCommonSubsequence("Kaffeebohne", "Affenbrot"));
        List<String> permutations = new ArrayList<>();
        new PermutationIterator<>(List.of("x", "y", "z")).forEachRemaining(p -> permutations.add(String.join("", p)));
        permutations.sort(null);
        System.out.println(permutations);
        CaseInsensitiveMap<String, String> headers = new CaseInsensitiveMap<>();
        headers.put("Content-Type", "text/html");
        System.out.println(headers.get("CONTENT-TYPE") + " " + IterableUtils.countMatches(List.of(3, 5, 8, 13), n -> n > 4));
        System.out.println(IteratorUtils.toList(IteratorUtils.collatedIterator(null, List.of(1, 4, 9).iterator(), List.of(2, 3, 10).iterator())));
    }
}
