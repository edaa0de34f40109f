package org.liaoyuan.server.page;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page's service worker: a script that works under the policy of the answer that brought it, which lets it ask this server. */
@Hidden
@Controller
class WorkerController {

    private final ClassPathResource built = new ClassPathResource("static/sw.js");

    @GetMapping("/sw.js")
    ResponseEntity<Resource> script() {
        if (!built.exists()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", ContentPolicy.WORKER)
                .body(built);
    }
}
