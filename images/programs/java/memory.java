import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        List<byte[]> memory = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            memory.add(new byte[16 << 20]);
        }
        System.out.println("no limit " + memory.size());
    }
}
