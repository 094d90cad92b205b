// Compiles a class that it has just written, loads it, looks into it and calls it; needs the modules java.compiler and jdk.compiler.
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

public class Main {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unit { String value(); }

    static DiagnosticCollector<JavaFileObject> compile(Path folder, String name, String source) throws IOException {
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            boolean good = compiler.getTask(null, files, found, List.of("-d", folder.toString(), "-parameters", "-proc:none"), null, files.getJavaFileObjects(file)).call();
            System.out.println(name + " compiled: " + good);
        }
        return found;
    }

    public static void main(String[] args) throws Throwable {
        Path folder = Files.createTempDirectory("klassen");
        compile(folder, "Kreis", """
            public record Kreis(double radius) implements java.util.function.IntUnaryOperator {
                public double fläche() { return Math.round(Math.PI * radius * radius * 100) / 100.0; }
                public int applyAsInt(int faktor) { return (int) (radius * faktor); }
                static int teile(int zähler, int nenner) { return zähler / nenner; }
            }
            """);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> type = loader.loadClass("Kreis");
            Object circle = type.getConstructor(double.class).newInstance(2.5);
            System.out.println(circle + " " + type.getMethod("fläche").invoke(circle) + " " + ((IntUnaryOperator) circle).applyAsInt(10));
            Method divide = type.getDeclaredMethod("teile", int.class, int.class);
            divide.setAccessible(true);
            System.out.println(Arrays.stream(divide.getParameters()).map(Parameter::toString).toList() + " " + divide.invoke(null, 84, 2));
            try {
                divide.invoke(null, 1, 0);
            } catch (InvocationTargetException e) {
                System.out.println("thrown: " + e.getCause().getMessage());
            }
        }

        for (var problem : compile(folder, "Falsch", "class Falsch {\n    int x = \"Text\";\n    void f( { }\n}\n").getDiagnostics()) {
            System.out.println(problem.getKind() + " in line " + problem.getLineNumber());
        }
        var length = MethodHandles.lookup().findVirtual(String.class, "length", MethodType.methodType(int.class));
        System.out.println("by handle: " + (int) length.invokeExact("Größe"));
        @SuppressWarnings("unchecked")
        Comparator<String> backwards = (Comparator<String>) Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[] {Comparator.class},
            (proxy, method, arguments) -> ((String) arguments[1]).compareTo((String) arguments[0]));
        List<String> words = Arrays.asList("b", "c", "a");
        words.sort(backwards);
        @Unit("mm") class Measure { }
        System.out.println("by proxy: " + words + ", annotation " + Measure.class.getAnnotation(Unit.class).value());
    }
}
