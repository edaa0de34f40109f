package org.liaoyuan.server.page;

/** What a browser may do with an answer (Content Security Policy level 3): nothing that does not come from here. */
final class ContentPolicy {

    private static final String REST =
            "; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /** For every answer that is not the page's document. */
    static final String STRICT = "default-src 'self'" + REST;

    private ContentPolicy() {}

    /** Style elements count that show the nonce. */
    static String withStyles(String nonce) {
        return "default-src 'self'; style-src 'self' 'nonce-" + nonce + "'" + REST;
    }
}
