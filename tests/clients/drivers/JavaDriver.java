// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Java's clients: NORMAL or ALWAYS of HttpClient, or HttpURLConnection. See lines.py. */
class JavaDriver {
    static final int PATIENCE = 4000;

    record Body(byte[] octets, String kind) {}

    static class NotExpressible extends RuntimeException {
        NotExpressible(String reason) {
            super(reason);
        }
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
        out.println("{\"version\": " + Json.write(System.getProperty("java.version")) + "}");
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.println(outcome(arguments[0], Json.object(line)));
        }
    }

    static String outcome(String mode, Map<String, Object> request) {
        try {
            return mode.equals("URLCONNECTION") ? askByConnection(request) : askByClient(request, mode);
        } catch (NotExpressible problem) {
            return "{\"notExpressible\": " + Json.write(problem.getMessage()) + "}";
        } catch (Exception problem) {
            return "{\"error\": " + Json.write(problem.getClass().getSimpleName()) + ", \"message\": "
                + Json.write(String.valueOf(problem.getMessage())) + "}";
        }
    }

    static String askByClient(Map<String, Object> request, String redirect) throws Exception {
        var builder = HttpClient.newBuilder()
                          .version(HttpClient.Version.HTTP_1_1)
                          .followRedirects(HttpClient.Redirect.valueOf(redirect));
        if (request.containsKey("auth")) {
            builder.authenticator(authenticator(Json.strings(request.get("auth"))));
        }
        if (request.containsKey("jar")) {
            builder.cookieHandler(new CookieManager());
        }
        var wish = HttpRequest.newBuilder(URI.create((String) request.get("url")));
        wish.timeout(Duration.ofMillis(limitOf(request)));
        wish.method((String) request.get("method"), publisher(bodyOf(request)));
        for (List<String> field : fieldsOf(request)) {
            wish.header(field.get(0), field.get(1));
        }
        HttpClient client = builder.build();
        HttpResponse<byte[]> response = null;
        for (int time = 0; time < times(request); ++time) {
            response = client.send(wish.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
        return answer(response.statusCode(), response.uri().toString(), response.body());
    }

    static HttpRequest.BodyPublisher publisher(Body body) throws IOException {
        if (body == null) {
            return HttpRequest.BodyPublishers.noBody();
        }
        if (body.kind.equals("file")) {
            return HttpRequest.BodyPublishers.ofFile(uploadFile(body.octets));
        }
        if (body.kind.equals("stream")) {
            InputStream once = new ByteArrayInputStream(body.octets);
            return HttpRequest.BodyPublishers.ofInputStream(() -> once);
        }
        return HttpRequest.BodyPublishers.ofByteArray(body.octets);
    }

    static String askByConnection(Map<String, Object> request) throws Exception {
        Authenticator.setDefault(
            request.containsKey("auth") ? authenticator(Json.strings(request.get("auth"))) : null);
        CookieHandler.setDefault(request.containsKey("jar") ? new CookieManager() : null);
        forget();
        String result = null;
        for (int time = 0; time < times(request); ++time) {
            result = connectOnce(request);
        }
        return result;
    }

    /**
     * Connections and credentials of one case are not there for the next: the server has closed the
     * former, and a POST over a dead one fails. There is no public way to say so.
     */
    static void forget() throws ReflectiveOperationException {
        var connections = Class.forName("sun.net.www.http.HttpClient").getDeclaredField("kac");
        connections.setAccessible(true);
        ((Map<?, ?>) connections.get(null)).clear();
        String inside = "sun.net.www.protocol.http.";
        Object empty = Class.forName(inside + "AuthCacheImpl").getDeclaredConstructor().newInstance();
        Class.forName(inside + "AuthCacheValue")
            .getMethod("setAuthCache", Class.forName(inside + "AuthCache"))
            .invoke(null, empty);
    }

    static String connectOnce(Map<String, Object> request) throws Exception {
        var connection = (HttpURLConnection) new URL((String) request.get("url")).openConnection();
        try {
            connection.setConnectTimeout(PATIENCE);
            connection.setReadTimeout(PATIENCE);
            connection.setRequestMethod((String) request.get("method"));
            for (List<String> field : fieldsOf(request)) {
                connection.addRequestProperty(field.get(0), field.get(1));
            }
            Body body = bodyOf(request);
            if (body != null) {
                connection.setDoOutput(true);
                if (body.kind.equals("stream")) {
                    connection.setChunkedStreamingMode(0);
                } else if (body.kind.equals("file")) {
                    connection.setFixedLengthStreamingMode(body.octets.length);
                }
                try (var out = connection.getOutputStream()) {
                    out.write(body.octets);
                }
            }
            int status = connection.getResponseCode();
            InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
            return answer(status, connection.getURL().toString(), in == null ? new byte[0] : in.readAllBytes());
        } finally {
            connection.disconnect();
        }
    }

    static Body bodyOf(Map<String, Object> request) {
        if (!request.containsKey("body")) {
            return null;
        }
        Map<?, ?> body = (Map<?, ?>) request.get("body");
        String kind = (String) body.get("kind");
        if (kind.equals("form") || kind.equals("json")) {
            throw new NotExpressible(kind + " as an option");
        }
        return new Body(((String) body.get("text")).getBytes(StandardCharsets.ISO_8859_1), kind);
    }

    static Path uploadFile(byte[] octets) throws IOException {
        return Files.write(Path.of(System.getenv("HOME"), "upload"), octets);
    }

    static Authenticator authenticator(List<String> user) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user.get(0), user.get(1).toCharArray());
            }
        };
    }

    static List<List<String>> fieldsOf(Map<String, Object> request) {
        Object fields = request.get("fields");
        return fields == null ? List.of() : ((List<?>) fields).stream().map(Json::strings).toList();
    }

    static int times(Map<String, Object> request) {
        return request.containsKey("again") ? 2 : 1;
    }

    static int limitOf(Map<String, Object> request) {
        return request.containsKey("limit") ? ((Number) request.get("limit")).intValue() : PATIENCE;
    }

    static String answer(int status, String url, byte[] body) {
        String text = new String(Arrays.copyOf(body, Math.min(body.length, 200)), StandardCharsets.ISO_8859_1);
        return "{\"status\": " + status + ", \"url\": " + Json.write(url) + ", \"body\": " + Json.write(text) + "}";
    }
}
