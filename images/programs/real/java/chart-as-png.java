// Draws a bar chart with a title in three scripts, writes PNG, JPEG and GIF and reads them back; needs java.desktop and fonts.
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.imageio.ImageIO;

public class Main {
    static final String TITLE = "Umsätze nach Größe – Выручка, Έσοδα";

    static int ink(BufferedImage image, int fromY, int toY) {
        int dark = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 640, 400);
        g.setColor(Color.BLACK);
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 20);
        System.out.println("all letters in the font: " + (font.canDisplayUpTo(TITLE) == -1));
        g.setFont(font);
        FontMetrics metrics = g.getFontMetrics();
        int width = metrics.stringWidth(TITLE);
        System.out.println("title fits: " + (width > 250 && width < 640) + ", wider letter: " + (metrics.charWidth('W') > metrics.charWidth('i')));
        g.drawString(TITLE, (640 - width) / 2, 30);
        System.out.println("title drawn: " + (ink(image, 0, 45) > 500));

        int[] values = {120, 310, 75, 240};
        Color[] colours = {new Color(200, 30, 30), new Color(30, 140, 30), new Color(30, 30, 200), new Color(200, 150, 0)};
        for (int i = 0; i < values.length; i++) {
            g.setColor(colours[i]);
            g.fillRect(80 + i * 130, 380 - values[i], 90, values[i]);
        }
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(3));
        g.drawLine(60, 380, 600, 380);
        g.setTransform(AffineTransform.getRotateInstance(-Math.PI / 2, 40, 300));
        g.drawString("Stückzahl", 40, 300);
        g.dispose();

        for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
            Path file = Path.of("chart." + format);
            boolean written = ImageIO.write(image, format, file.toFile());
            byte[] start = new byte[4];
            Files.newInputStream(file).read(start, 0, format.equals("bmp") ? 2 : 4);
            BufferedImage read = ImageIO.read(file.toFile());
            Color bar = new Color(read.getRGB(250, 300));
            System.out.println(format + " " + written + " " + HexFormat.of().formatHex(start) + " " + (Files.size(file) > 2000) + " "
                + read.getWidth() + "×" + read.getHeight() + " green bar: " + (bar.getGreen() > 120 && bar.getRed() < 60 && bar.getBlue() < 60));
        }
        System.out.println("lossless: " + (ImageIO.read(Path.of("chart.png").toFile()).getRGB(100, 370) == colours[0].getRGB()));
    }
}
