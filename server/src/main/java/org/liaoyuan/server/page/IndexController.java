package org.liaoyuan.server.page;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page's document, at every address that the page itself understands. It carries a nonce that only this answer knows: the
 * components' style elements show it, and a style that somebody smuggled into the page does not.
 */
@Hidden
@Controller
class IndexController {

    /** What the build writes where the nonce belongs: see web/vite.config.ts. */
    static final String PLACE = "NONCE-OF-THIS-ANSWER";

    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final ClassPathResource built = new ClassPathResource("static/index.html");

    @GetMapping({
        "/",
        "/index.html",
        "/welcome",
        "/sign-in",
        "/account",
        "/members",
        "/organisations",
        "/keys",
        "/audit",
        "/assistants",
        "/agents",
        "/abilities",
        "/space",
        "/memory",
        "/hearing",
        "/asked",
        "/space/documents/{id}",
        "/space/notes/{id}",
        "/space/shared",
        "/clip",
        "/settings",
        "/usage",
        "/c/{id}"
    })
    ResponseEntity<String> document() throws IOException {
        if (!built.exists()) {
            return ResponseEntity.notFound().build();
        }
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", ContentPolicy.withStyles(nonce))
                .body(built.getContentAsString(StandardCharsets.UTF_8).replace(PLACE, nonce));
    }
}
