package org.liaoyuan.server.signon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** A browser with its cookies, as far as signing in needs one: it follows redirects when told to. */
final class Browser {

    private final String home;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Browser(House house) {
        home = house.server.address();
    }

    HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(home).resolve(address)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    /** Signs in at the provider whose page this address is; where the provider sends the browser then. */
    String answerOf(String address, String name) {
        URI place = URI.create(address);
        for (int steps = 0; steps < 10; steps++) {
            HttpResponse<String> page = send(HttpRequest.newBuilder(place));
            if (page.statusCode() == 200) {
                page = send(HttpRequest.newBuilder(place)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("prompt=login&login=" + name + "&password=any")));
            }
            place = place.resolve(location(page));
            if (place.toString().startsWith(home)) {
                return place.toString();
            }
        }
        throw new AssertionError("the provider sends the browser round in circles: " + place);
    }

    /** The whole way by a provider; where on the page it ends. */
    String signIn(String provider, String name) {
        return signIn(provider, name, "/usage");
    }

    String signIn(String provider, String name, String returnPath) {
        String there = location(get("/api/sign-on/" + provider + "/start?return=" + returnPath));
        return there.startsWith("/") ? there : location(get(answerOf(there, name)));
    }

    /** Who is signed in here. */
    String session() {
        return get("/api/session").body();
    }

    /** Becomes the browser of somebody who signed in elsewhere. */
    Browser of(Visitor visitor) {
        String[] cookie = String.valueOf(visitor.headers().get("Cookie")).split("=", 2);
        java.net.HttpCookie session = new java.net.HttpCookie(cookie[0], cookie[1]);
        session.setPath("/");
        session.setVersion(0);
        cookies.getCookieStore().add(URI.create(home), session);
        return this;
    }

    /** Keeps the cookies that came with an answer to somebody's page here. */
    void take(org.liaoyuan.server.TestServer.Reply reply) {
        for (String header : reply.headers().allValues("Set-Cookie")) {
            java.net.HttpCookie.parse("Set-Cookie: " + header).forEach(c -> {
                c.setVersion(0);
                cookies.getCookieStore().add(URI.create(home), c);
            });
        }
    }

    /** Whoever is signed in here, with the token that changes need. */
    Visitor visitor(org.liaoyuan.server.TestServer server) {
        String session = cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("liaoyuan_session"))
                .map(c -> c.getName() + "=" + c.getValue())
                .findFirst()
                .orElseThrow();
        String csrf = session().replaceFirst("(?s).*\"csrfToken\":\"([^\"]+)\".*", "$1");
        return new Visitor(server, java.util.Map.of("Cookie", session, "X-CSRF-Token", csrf));
    }
}
