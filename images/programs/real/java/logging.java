// Logs orders by levels through SLF4J and by java.util.logging into a file; needs slf4j-api and slf4j-simple.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.impl.SimpleLogger;

public class Main {
    static {
        // Before the first logger is made; by default it writes to standard error.
        System.setProperty(SimpleLogger.LOG_FILE_KEY, "System.out");
        System.setProperty(SimpleLogger.DEFAULT_LOG_LEVEL_KEY, "info");
        System.setProperty(SimpleLogger.LOG_KEY_PREFIX + "shop.debug", "debug");
        System.setProperty(SimpleLogger.SHOW_THREAD_NAME_KEY, "false");
    }

    static int stock = 5;

    static void order(Logger log, String customer, int pieces) {
        log.debug("{} asks for {}", customer, pieces);
        if (pieces <= 0) {
            throw new IllegalArgumentException("pieces: " + pieces);
        }
        if (pieces > stock) {
            log.warn("{} wants {}, only {} are left", customer, pieces, stock);
            return;
        }
        stock -= pieces;
        log.info("{} gets {}", customer, pieces);
    }

    public static void main(String[] args) throws IOException {
        Logger shop = LoggerFactory.getLogger("shop.orders");
        order(shop, "Jürgen", 3);
        order(shop, "Ольга", 4);
        order(LoggerFactory.getLogger("shop.debug"), "花子", 1);
        try {
            order(shop, "nobody", 0);
        } catch (IllegalArgumentException e) {
            shop.error("refused: {}", e.getMessage());
        }
        System.out.println(shop.isDebugEnabled() + " " + MessageFormatter.arrayFormat("{} of {}: {}", new Object[] {1, 2, new int[] {3, 4}}).getMessage());

        Path file = Path.of("audit.log");
        java.util.logging.Logger audit = java.util.logging.Logger.getLogger("audit");
        audit.setUseParentHandlers(false);
        audit.setLevel(Level.FINE);
        FileHandler handler = new FileHandler(file.toString(), false);
        handler.setEncoding("UTF-8");
        handler.setFormatter(new Formatter() {
            @Override public String format(LogRecord record) {
                return record.getLevel().getName() + "|" + formatMessage(record) + "\n";
            }
        });
        audit.addHandler(handler);
        audit.log(Level.FINE, "Bestand {0}, geprüft von {1}", new Object[] {stock, "Åsa"});
        audit.log(Level.FINER, "not written");
        audit.warning("Lager fast leer");
        handler.close();
        Files.readAllLines(file).forEach(System.out::println);
    }
}
