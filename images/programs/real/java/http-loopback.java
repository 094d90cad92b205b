// Serves a small JSON address book over loopback and asks it with the HTTP client; needs jdk.httpserver, java.net.http and loopback.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

public class Main {
    static final Map<String, String> PHONES = new ConcurrentSkipListMap<>(Map.of("Jürgen", "030-1", "Ольга", "812-2"));

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static void serve(HttpExchange exchange) throws IOException {
        String name = URLDecoder.decode(exchange.getRequestURI().getRawPath().substring("/phones/".length()), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                PHONES.put(name, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange, 201, "stored");
            }
            case "GET" -> {
                String phone = PHONES.get(name);
                answer(exchange, phone == null ? 404 : 200, phone == null ? name + " unbekannt" : phone);
            }
            default -> answer(exchange, 405, exchange.getRequestMethod());
        }
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/phones/", Main::serve);
        var threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/phones/";
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1).build();
        var text = HttpResponse.BodyHandlers.ofString();

        for (String path : List.of("J%C3%BCrgen", "%D0%9E%D0%BB%D1%8C%D0%B3%D0%B0", "Nemo")) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), text);
            System.out.println(response.statusCode() + " " + response.body() + " " + response.headers().firstValue("content-type").orElse("?"));
        }
        var put = HttpRequest.newBuilder(URI.create(base + "%E8%8A%B1%E5%AD%90")).PUT(HttpRequest.BodyPublishers.ofString("03-３")).build();
        System.out.println(client.send(put, text).statusCode() + " " + PHONES);
        var delete = HttpRequest.newBuilder(URI.create(base + "x")).DELETE().build();
        System.out.println(client.send(delete, text).statusCode());

        List<CompletableFuture<Integer>> many = java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> client.sendAsync(HttpRequest.newBuilder(URI.create(base + (i % 2 == 0 ? "Nemo" : "J%C3%BCrgen"))).build(), text).thenApply(HttpResponse::statusCode)).toList();
        System.out.println("found " + many.stream().filter(f -> f.join() == 200).count() + " of " + many.size());
        server.stop(0);
        threads.shutdown();
        try {
            client.send(HttpRequest.newBuilder(URI.create(base + "Nemo")).build(), text);
        } catch (IOException e) {
            System.out.println("nobody listens");
        }
    }
}
